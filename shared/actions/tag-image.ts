import { BatchGetImageCommand, type ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';
import { hasName, isOutcomeUnknown } from '../aws/failures.ts';
import { readSomeImages } from '../aws/reads/images.ts';
import type { ActionResult } from '../domain/decision.ts';
import { ReadError } from '../domain/errors.ts';
import type { Image } from '../domain/image.ts';
import type { TagImage } from '../domain/scan-action.ts';
import { failed } from './failed.ts';

/**
 * Puts an image's own manifest again under one more tag. An image without any tag is left alone: taking the tag off
 * again would delete it. A repeat finds the tag and writes nothing.
 */
export async function tagImage(ecr: ECRClient, action: TagImage): Promise<ActionResult> {
  const { repository, digest, tag } = action;
  try {
    const [image] = await readSomeImages(ecr, repository, [digest]);
    const objection = objectionTo(image);
    if (!image || objection) return { type: 'refused', reason: `${repository}: ${objection}` };
    if (image.tags.includes(tag)) return { type: 'done', reason: `it had the tag ${tag} already` };
    const manifest = await readManifest(ecr, action, image);
    if (manifest === undefined)
      return { type: 'refused', reason: `${repository}: its manifest is not there` };
    return await putTag(ecr, action, image, manifest);
  } catch (error) {
    if (error instanceof ReadError) return { type: 'failed', reason: error.message };
    throw error;
  }
}

function objectionTo(image: Image | undefined): string | undefined {
  if (!image) return 'the image is gone';
  if (image.status !== 'ACTIVE') return `the image is ${image.status}`;
  return image.tags.length === 0 ? 'the image has no tag any more' : undefined;
}

async function readManifest(ecr: ECRClient, { registryId, repository, digest }: TagImage, image: Image) {
  const acceptedMediaTypes = image.mediaType === '' ? undefined : [image.mediaType];
  const imageIds = [{ imageDigest: digest }];
  const input = { registryId, repositoryName: repository, imageIds, acceptedMediaTypes };
  return (await ecr.send(new BatchGetImageCommand(input))).images?.[0]?.imageManifest;
}

async function putTag(
  ecr: ECRClient,
  { registryId, repository, digest, tag }: TagImage,
  { mediaType }: Image,
  imageManifest: string,
): Promise<ActionResult> {
  const done: ActionResult = { type: 'done', reason: `it has the tag ${tag}`, after: tag };
  try {
    await ecr.send(
      new PutImageCommand({
        registryId,
        repositoryName: repository,
        imageManifest,
        imageTag: tag,
        imageDigest: digest,
        ...(mediaType !== '' && { imageManifestMediaType: mediaType }),
      }),
    );
    return done;
  } catch (cause) {
    if (hasName(cause, 'ImageAlreadyExistsException')) return done;
    if (!isOutcomeUnknown(cause)) return failed({ permission: 'ecr:PutImage', resource: repository }, cause);
    throw new Error(`it is not known whether ${digest} was tagged: repeating this is harmless`, { cause });
  }
}
