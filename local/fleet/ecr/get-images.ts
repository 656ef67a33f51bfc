import type {
  BatchGetImageRequest,
  BatchGetImageResponse,
  Image,
  ImageIdentifier,
  ListImageReferrersRequest,
  ListImageReferrersResponse,
} from '@aws-sdk/client-ecr';
import { pageOf } from '../api/paging.ts';
import type { World } from '../model.ts';
import { invalid, violated } from './errors.ts';
import { type Failed, failure, findImage, names, referrersOf, repositoryOf } from './lookup.ts';
import { artifactMediaType, manifestOf } from './manifest.ts';
import type { ImageModel, RepositoryModel } from './model.ts';

/** Manifests of images and indexes. What is archived, or of no accepted media type, is among the failures. */
export function batchGetImage(world: World, input: BatchGetImageRequest): BatchGetImageResponse {
  const repository = repositoryOf(world, input);
  const { imageIds = [], acceptedMediaTypes } = input;
  checkBatch(imageIds);
  const answer: Required<BatchGetImageResponse> = { images: [], failures: [] };
  for (const id of imageIds) {
    const found = readImage(repository, id, acceptedMediaTypes);
    if ('failureCode' in found) answer.failures?.push(found);
    else answer.images?.push(describeManifest(world, repository, found, id.imageTag));
  }
  return answer;
}

function readImage(
  repository: RepositoryModel,
  id: ImageIdentifier,
  accepted: readonly string[] | undefined,
): ImageModel | Failed {
  const found = findImage(repository, id);
  if ('failureCode' in found) return found;
  if (found.status !== 'ACTIVE') return failure(id, 'ImageInaccessible');
  if (accepted?.includes(found.content.mediaType) !== false) return found;
  return failure(id, 'ImageNotFound', 'Requested image has none of the accepted media types');
}

/** Artifacts of an image, whether that is still there or not: the ACTIVE ones, unless the filter wants others. */
export function listImageReferrers(
  world: World,
  input: ListImageReferrersRequest,
): ListImageReferrersResponse {
  const repository = repositoryOf(world, input);
  const { subjectId, filter = {}, nextToken, maxResults = 50 } = input;
  const { artifactStatus = 'ACTIVE', artifactTypes } = filter;
  const wanted = referrersOf(repository, subjectId?.imageDigest ?? '').filter(
    ({ status, content }) =>
      (artifactStatus === 'ANY' || artifactStatus === status) &&
      (artifactTypes?.includes(content.artifactType ?? '') ?? true),
  );
  const { items, ...next } = pageOf(wanted, nextToken, maxResults, () => invalid('Invalid token.'));
  return { referrers: items.map(describeReferrer), ...next };
}

/** As PutImage and BatchGetImage answer. */
export function describeManifest(
  world: World,
  repository: RepositoryModel,
  image: ImageModel,
  imageTag: string | undefined,
): Image {
  return {
    ...names(world, repository),
    imageId: { imageDigest: image.digest, ...(imageTag !== undefined && { imageTag }) },
    imageManifest: manifestOf(image),
    imageManifestMediaType: image.content.mediaType,
  };
}

/** Batches have between 1 and 100 identifiers; throws InvalidParameterException. */
export function checkBatch(imageIds: readonly ImageIdentifier[]): void {
  if (imageIds.length >= 1 && imageIds.length <= 100) return;
  const bound = imageIds.length === 0 ? 'greater than or equal to 1' : 'less than or equal to 100';
  throw violated('imageIds', `Member must have length ${bound}`);
}

function describeReferrer({ digest, content, status }: ImageModel) {
  const artifactType = artifactMediaType(content);
  return {
    digest,
    mediaType: content.mediaType,
    ...(artifactType !== undefined && { artifactType }),
    size: content.bytes,
    artifactStatus: status,
  };
}
