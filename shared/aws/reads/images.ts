import { DescribeImagesCommand, type ECRClient, type ImageDetail } from '@aws-sdk/client-ecr';
import type { Image } from '../../domain/image.ts';
import { hasName } from '../failures.ts';
import { need, type Reading, read } from '../read.ts';
import { readChildren } from './image-children.ts';

/** The most that one page takes: 100,000 images are 100 calls. */
const PER_PAGE = 1000;
/** Without it ECR leaves out what is archived. */
const filter = { imageStatus: 'ANY' } as const;

/** Every image of a repository, archived ones included, with what each index lists. Throws ReadError. */
export async function readImages(ecr: ECRClient, repository: string): Promise<readonly Image[]> {
  const reading = { action: 'ecr:DescribeImages', what: `the images of ${repository}` };
  const images: Image[] = [];
  let nextToken: string | undefined;
  do {
    const input = { repositoryName: repository, filter, maxResults: PER_PAGE, nextToken };
    const page = await read(reading, () => ecr.send(new DescribeImagesCommand(input)));
    images.push(
      ...need(page.imageDetails, 'imageDetails', reading).map((detail) => imageOf(detail, reading)),
    );
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return readChildren(ecr, repository, images);
}

/** These images of a repository as they are now; those that are gone are left out. At most 100 digests. */
export async function readSomeImages(
  ecr: ECRClient,
  repository: string,
  digests: readonly string[],
): Promise<readonly Image[]> {
  const reading = { action: 'ecr:DescribeImages', what: `${digests.length} images of ${repository}` };
  const imageIds = digests.map((imageDigest) => ({ imageDigest }));
  try {
    const input = { repositoryName: repository, filter, imageIds };
    const { imageDetails } = await ecr.send(new DescribeImagesCommand(input));
    return need(imageDetails, 'imageDetails', reading).map((detail) => imageOf(detail, reading));
  } catch (error) {
    if (hasName(error, 'RepositoryNotFoundException')) return [];
    if (hasName(error, 'ImageNotFoundException')) return readOneByOne(ecr, repository, digests);
    return read(reading, () => Promise.reject(error));
  }
}

/** ECR refuses the whole call when one of the images is gone. */
async function readOneByOne(
  ecr: ECRClient,
  repository: string,
  digests: readonly string[],
): Promise<readonly Image[]> {
  if (digests.length <= 1) return [];
  const half = Math.ceil(digests.length / 2);
  const first = await readSomeImages(ecr, repository, digests.slice(0, half));
  return [...first, ...(await readSomeImages(ecr, repository, digests.slice(half)))];
}

function imageOf(detail: ImageDetail, reading: Reading): Image {
  const { imagePushedAt, lastRecordedPullTime, lastArchivedAt, lastActivatedAt } = detail;
  return {
    digest: need(detail.imageDigest, 'imageDigest', reading),
    tags: detail.imageTags ?? [],
    bytes: need(detail.imageSizeInBytes, 'imageSizeInBytes', reading),
    pushedAt: need(imagePushedAt, 'imagePushedAt', reading).toISOString(),
    // Manifests of the first schema and some artifacts come without one.
    mediaType: detail.imageManifestMediaType ?? '',
    // Registries without archive give no status: everything in them can be pulled.
    status: detail.imageStatus ?? 'ACTIVE',
    ...(lastRecordedPullTime && { pulledAt: lastRecordedPullTime.toISOString() }),
    ...(detail.subjectManifestDigest && { subject: detail.subjectManifestDigest }),
    ...(lastArchivedAt && { archivedAt: lastArchivedAt.toISOString() }),
    ...(lastActivatedAt && { activatedAt: lastActivatedAt.toISOString() }),
  };
}
