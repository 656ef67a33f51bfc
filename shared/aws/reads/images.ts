import {
  DescribeImagesCommand,
  type ECRClient,
  type ImageDetail,
  type ImageIdentifier,
} from '@aws-sdk/client-ecr';
import type { Image, ImageId } from '../../domain/image.ts';
import { need, type Reading, read } from '../read.ts';
import { readChildren } from './image-children.ts';
import { readSome } from './some-images.ts';

/** The most that one page takes: 100,000 images are 100 calls. */
const PER_PAGE = 1000;
/** Without it ECR leaves out what is archived. */
const filter = { imageStatus: 'ANY' } as const;

/** Every image of a repository, archived ones included, with what each index lists. Throws ReadError. */
export async function readImages(ecr: ECRClient, repository: string): Promise<readonly Image[]> {
  const reading = { action: 'ecr:DescribeImages', what: `the images of ${repository}` };
  const images: Image[] = [];
  const mediaTypes: KnownTexts = new Map();
  let nextToken: string | undefined;
  do {
    const input = { repositoryName: repository, filter, maxResults: PER_PAGE, nextToken };
    const page = await read(reading, () => ecr.send(new DescribeImagesCommand(input)));
    const details = need(page.imageDetails, 'imageDetails', reading);
    for (const detail of details) images.push(imageOf(detail, reading, mediaTypes));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return readChildren(ecr, repository, images);
}

/** One image of a repository, an index with what it lists; undefined when it is gone. Throws ReadError. */
export async function readImage(
  ecr: ECRClient,
  repository: string,
  { digest, tag = 'latest' }: ImageId,
): Promise<Image | undefined> {
  const id = digest === undefined ? { imageTag: tag } : { imageDigest: digest };
  const [image] = await readChildren(ecr, repository, await describeSome(ecr, repository, [id]));
  return image;
}

/** These images of a repository as they are now; those that are gone are left out. At most 100 digests. */
export async function readSomeImages(
  ecr: ECRClient,
  repository: string,
  digests: readonly string[],
): Promise<readonly Image[]> {
  const imageIds = digests.map((imageDigest) => ({ imageDigest }));
  return describeSome(ecr, repository, imageIds);
}

async function describeSome(
  ecr: ECRClient,
  repository: string,
  imageIds: readonly ImageIdentifier[],
): Promise<readonly Image[]> {
  const reading = { action: 'ecr:DescribeImages', what: `${imageIds.length} images of ${repository}` };
  return readSome(reading, imageIds, async (some) => {
    const input = { repositoryName: repository, filter, imageIds: some };
    const { imageDetails } = await ecr.send(new DescribeImagesCommand(input));
    return need(imageDetails, 'imageDetails', reading).map((detail) => imageOf(detail, reading, new Map()));
  });
}

/** Each text that came before, by itself: 100,000 images with a media type of their own take 7 MB more. */
type KnownTexts = Map<string, string>;

/** Field by field: 100,000 images are made here, and each `...` would copy what there is. */
function imageOf(detail: ImageDetail, reading: Reading, mediaTypes: KnownTexts): Image {
  const image: { -readonly [Field in keyof Image]: Image[Field] } = {
    digest: need(detail.imageDigest, 'imageDigest', reading),
    tags: detail.imageTags ?? [],
    bytes: need(detail.imageSizeInBytes, 'imageSizeInBytes', reading),
    pushedAt: need(detail.imagePushedAt, 'imagePushedAt', reading).toISOString(),
    // Manifests of the first schema and some artifacts come without one.
    mediaType: sameText(detail.imageManifestMediaType ?? '', mediaTypes),
    // Registries without archive give no status: everything in them can be pulled.
    status: detail.imageStatus ?? 'ACTIVE',
  };
  const { lastRecordedPullTime, subjectManifestDigest, lastArchivedAt, lastActivatedAt } = detail;
  if (lastRecordedPullTime) image.pulledAt = lastRecordedPullTime.toISOString();
  if (subjectManifestDigest) image.subject = subjectManifestDigest;
  if (lastArchivedAt) image.archivedAt = lastArchivedAt.toISOString();
  if (lastActivatedAt) image.activatedAt = lastActivatedAt.toISOString();
  return image;
}

function sameText(text: string, known: KnownTexts): string {
  const before = known.get(text);
  if (before === undefined) known.set(text, text);
  return before ?? text;
}
