import { DescribeImagesCommand, type ECRPUBLICClient, type ImageDetail } from '@aws-sdk/client-ecr-public';
import type { Image } from '../../domain/image.ts';
import { need, type Reading, read } from '../read.ts';
import { readSome } from './some-images.ts';

/** The most that one page takes. */
const PER_PAGE = 1000;

/** What a container image is made from; whatever else may be a signature or an SBOM of another image. */
const CONTAINER_TYPES: readonly unknown[] = [
  'application/vnd.oci.image.config.v1+json',
  'application/vnd.docker.container.image.v1+json',
];

/** Every image of a repository in ECR Public. What an index lists cannot be read there. Throws ReadError. */
export async function readPublicImages(
  ecrPublic: ECRPUBLICClient,
  repositoryName: string,
): Promise<readonly Image[]> {
  const reading = { action: 'ecr-public:DescribeImages', what: `the public images of ${repositoryName}` };
  const images: Image[] = [];
  let nextToken: string | undefined;
  do {
    const command = new DescribeImagesCommand({ repositoryName, maxResults: PER_PAGE, nextToken });
    const page = await read(reading, () => ecrPublic.send(command));
    images.push(...imagesOf(page.imageDetails, reading));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return images;
}

/** These images as they are now; those that are gone are left out. At most 100 digests. Throws ReadError. */
export async function readSomePublicImages(
  ecrPublic: ECRPUBLICClient,
  repositoryName: string,
  digests: readonly string[],
): Promise<readonly Image[]> {
  const what = `${digests.length} public images of ${repositoryName}`;
  const reading = { action: 'ecr-public:DescribeImages', what };
  return readSome(reading, digests, async (some) => {
    const imageIds = some.map((imageDigest) => ({ imageDigest }));
    const { imageDetails } = await ecrPublic.send(new DescribeImagesCommand({ repositoryName, imageIds }));
    return imagesOf(imageDetails, reading);
  });
}

function imagesOf(details: readonly ImageDetail[] | undefined, reading: Reading): readonly Image[] {
  return need(details, 'imageDetails', reading).map((detail) => imageOf(detail, reading));
}

function imageOf(detail: ImageDetail, reading: Reading): Image {
  return {
    digest: need(detail.imageDigest, 'imageDigest', reading),
    tags: detail.imageTags ?? [],
    bytes: need(detail.imageSizeInBytes, 'imageSizeInBytes', reading),
    pushedAt: need(detail.imagePushedAt, 'imagePushedAt', reading).toISOString(),
    mediaType: detail.imageManifestMediaType ?? '',
    status: 'ACTIVE',
    ...(!CONTAINER_TYPES.includes(detail.artifactMediaType) && { subjectUnknown: true }),
  };
}
