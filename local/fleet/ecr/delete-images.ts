import type { BatchDeleteImageRequest, BatchDeleteImageResponse, ImageIdentifier } from '@aws-sdk/client-ecr';
import type { World } from '../model.ts';
import { sendImageAction } from './events.ts';
import { checkBatch } from './get-images.ts';
import { indexesOf, removeImage } from './images.ts';
import { type Failed, failure, findImage, identifiers, repositoryOf } from './lookup.ts';
import type { ImageModel, RepositoryModel } from './model.ts';
import { dropTag } from './tags.ts';

/** One after the other, in the order of the request: an index that stands before its children frees them. */
export function batchDeleteImage(world: World, input: BatchDeleteImageRequest): BatchDeleteImageResponse {
  const repository = repositoryOf(world, input);
  checkBatch(input.imageIds ?? []);
  const answer: Required<BatchDeleteImageResponse> = { imageIds: [], failures: [] };
  for (const id of input.imageIds ?? []) {
    const outcome = deleteOne(world, repository, id);
    if ('failureCode' in outcome) answer.failures?.push(outcome);
    else answer.imageIds?.push(...outcome.gone);
  }
  return answer;
}

interface Deleted {
  readonly gone: readonly ImageIdentifier[];
}

/** By tag only the tag goes, and the image with the last of them; by digest the image with all its tags. */
function deleteOne(world: World, repository: RepositoryModel, id: ImageIdentifier): Deleted | Failed {
  const image = findImage(repository, id);
  if ('failureCode' in image) return image;
  if (id.imageTag !== undefined && image.tags.length > 1) return untag(world, repository, image, id.imageTag);
  const indexes = indexesOf(repository, image);
  if (indexes.length > 0) {
    const reason = `Requested image referenced by manifest list: [${indexes.join(', ')}]`;
    return failure(id, 'ImageReferencedByManifestList', reason);
  }
  return { gone: deleteImage(world, repository, image) };
}

/** It is gone with all its tags, and EventBridge hears of each. */
export function deleteImage(world: World, repository: RepositoryModel, image: ImageModel): ImageIdentifier[] {
  const gone = identifiers(image);
  removeImage(repository, image);
  for (const { imageTag } of gone) sendImageAction(world, repository, image, 'DELETE', imageTag);
  return gone;
}

function untag(world: World, repository: RepositoryModel, image: ImageModel, imageTag: string): Deleted {
  dropTag(repository, imageTag);
  sendImageAction(world, repository, image, 'DELETE', imageTag);
  return { gone: [{ imageDigest: image.digest, imageTag }] };
}
