import {
  ImageTagAlreadyExistsException,
  type ImageTagMutability,
  type ImageTagMutabilityExclusionFilter,
} from '@aws-sdk/client-ecr';
import { refusal } from '../errors.ts';
import { violated } from './errors.ts';
import type { ImageModel, RepositoryModel } from './model.ts';

/** Throws ImageTagAlreadyExistsException where the tag belongs to another image and may not move. */
export function checkTag(repository: RepositoryModel, tag: string, digest: string): void {
  const holder = repository.byTag.get(tag);
  if (holder === undefined || holder.digest === digest || !isImmutable(repository, tag)) return;
  throw new ImageTagAlreadyExistsException(
    refusal(
      `The image tag '${tag}' already exists in the '${repository.name}' repository and cannot be overwritten because the tag is immutable.`,
    ),
  );
}

/** Exclusions, one to five, belong to the two settings that are named after them. Throws InvalidParameterException. */
export function checkMutability(
  mutability: ImageTagMutability = 'MUTABLE',
  exclusions: readonly ImageTagMutabilityExclusionFilter[] = [],
): void {
  const wanted = mutability.endsWith('_WITH_EXCLUSION');
  if (wanted === exclusions.length > 0 && exclusions.length <= 5) return;
  throw violated('imageTagMutabilityExclusionFilters', `Member must fit imageTagMutability ${mutability}`);
}

/** The image that had the tag keeps the others that it has, or stays without any. */
export function moveTag(repository: RepositoryModel, tag: string, image: ImageModel): void {
  if (repository.byTag.get(tag) === image) return;
  dropTag(repository, tag);
  repository.byTag.set(tag, image);
  image.tags = [...image.tags, tag];
}

export function dropTag(repository: RepositoryModel, tag: string): void {
  const holder = repository.byTag.get(tag);
  if (holder !== undefined) holder.tags = holder.tags.filter((other) => other !== tag);
  repository.byTag.delete(tag);
}

/** `*` stands for any text. */
export function matchesWildcard(pattern: string, text: string): boolean {
  const literal = pattern.split('*').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`).test(text);
}

/** The exclusions are from the rule that the repository's mutability states. */
function isImmutable({ mutability, exclusions }: RepositoryModel, tag: string): boolean {
  const excluded = exclusions.some(({ filter = '' }) => matchesWildcard(filter, tag));
  return mutability.startsWith('IMMUTABLE') !== excluded;
}
