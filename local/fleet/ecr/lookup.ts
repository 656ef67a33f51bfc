import type { ImageFailure, ImageFailureCode, ImageIdentifier } from '@aws-sdk/client-ecr';
import type { World } from '../model.ts';
import { noImage, noRepository } from './errors.ts';
import type { ImageModel, RepositoryModel } from './model.ts';

/** What commands name a repository by. */
export interface RepositoryInput {
  readonly registryId?: string | undefined;
  readonly repositoryName: string | undefined;
}

/** There is one registry: that of the account. Throws RepositoryNotFoundException. */
export function repositoryOf(world: World, input: RepositoryInput): RepositoryModel {
  const { registryId = world.account, repositoryName = '' } = input;
  const found = world.registry.repositories.get(repositoryName);
  if (found === undefined || registryId !== world.account) throw noRepository(repositoryName, registryId);
  return found;
}

/** What answers begin with. */
export function names(
  world: World,
  { name }: RepositoryModel,
): { registryId: string; repositoryName: string } {
  return { registryId: world.account, repositoryName: name };
}

/** Throws ImageNotFoundException, for whatever reason the identifier names no image. */
export function imageOf(world: World, repository: RepositoryModel, id: ImageIdentifier = {}): ImageModel {
  const found = findImage(repository, id);
  if ('failureCode' in found) throw noImage(id, repository.name, world.account);
  return found;
}

/** An entry under `failures`. */
export type Failed = ImageFailure & { readonly failureCode: ImageFailureCode };

/** The image, or the entry that batch commands give under `failures`. */
export function findImage(repository: RepositoryModel, imageId: ImageIdentifier): ImageModel | Failed {
  const { imageDigest, imageTag } = imageId;
  if (imageDigest === undefined && imageTag === undefined) return failure(imageId, 'MissingDigestAndTag');
  if (imageDigest !== undefined && !/^[\w+.-]+:[0-9a-f]+$/i.test(imageDigest))
    return failure(imageId, 'InvalidImageDigest');
  if (imageTag !== undefined && !/^\w[\w.-]{0,299}$/.test(imageTag))
    return failure(imageId, 'InvalidImageTag');
  const byDigest = imageDigest === undefined ? undefined : repository.images.get(imageDigest);
  const byTag = imageTag === undefined ? undefined : repository.byTag.get(imageTag);
  if (byDigest && imageTag !== undefined && byTag !== byDigest)
    return failure(imageId, 'ImageTagDoesNotMatchDigest');
  return (imageDigest === undefined ? byTag : byDigest) ?? failure(imageId, 'ImageNotFound');
}

const REASONS: Readonly<Partial<Record<ImageFailureCode, string>>> = {
  ImageInaccessible: 'Requested image is archived',
  ImageNotFound: 'Requested image not found',
  ImageTagDoesNotMatchDigest: 'Requested image tag does not match the requested image digest',
  InvalidImageDigest:
    "Invalid request parameters: image digest should satisfy the regex '[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'",
  InvalidImageTag: "Invalid request parameters: image tag should satisfy the regex '[a-zA-Z0-9-_.]+'",
  MissingDigestAndTag: 'Invalid request parameters: both tag and digest cannot be null',
};

export function failure(
  imageId: ImageIdentifier,
  failureCode: ImageFailureCode,
  failureReason = REASONS[failureCode],
): Failed {
  return { imageId, failureCode, failureReason };
}

/** The images in the order of their pushes, as a list that pages can be cut from without a copy of it. */
export function listingOf(repository: RepositoryModel): readonly ImageModel[] {
  repository.listing ??= [...repository.images.values()];
  return repository.listing;
}

/** One for each tag, and one for an image without any. */
export function identifiers({ digest, tags }: ImageModel): ImageIdentifier[] {
  if (tags.length === 0) return [{ imageDigest: digest }];
  return tags.map((imageTag) => ({ imageDigest: digest, imageTag }));
}

/** An index is as large as the largest image that it lists. */
export function largestOf({ images }: RepositoryModel, digests: readonly string[]): number {
  return Math.max(0, ...digests.map((digest) => images.get(digest)?.content.bytes ?? 0));
}

/** Artifacts that belong to an image: signatures, SBOMs, SOCI indexes. */
export function referrersOf(repository: RepositoryModel, subject: string): ImageModel[] {
  return [...(repository.artifacts.get(subject) ?? [])];
}
