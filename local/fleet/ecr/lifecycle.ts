import { indexesOf } from './images.ts';
import type { LifecycleRule } from './lifecycle-schema.ts';
import { listingOf } from './lookup.ts';
import type { ImageModel, RepositoryModel } from './model.ts';
import { matchesWildcard } from './tags.ts';

const DAY = 86_400_000;

/** What a policy does to an image, and by which rule. */
export interface LifecycleEffect {
  readonly image: ImageModel;
  readonly rule: LifecycleRule;
}

/**
 * What a policy would do now, as "Lifecycle policy evaluation rules" of the Amazon ECR User Guide has it: rules count
 * over all images whose tags fit them, and an image whose tags fit a rule is left alone by all later ones.
 */
export function evaluateLifecycle(
  repository: RepositoryModel,
  rules: readonly LifecycleRule[],
  now: number,
): LifecycleEffect[] {
  const images = listingOf(repository).filter(isOnItsOwn);
  const claimed = new Set<ImageModel>();
  const effects: LifecycleEffect[] = [];
  for (const rule of rules) {
    const fitting = images.filter((image) => fits(rule, image));
    const due = dueBy(rule, fitting, now).filter((image) => !claimed.has(image));
    effects.push(...due.map((image) => ({ image, rule })));
    for (const image of fitting) claimed.add(image);
  }
  return effects.filter(({ image }) => indexesOf(repository, image).length === 0);
}

/** Artifacts have no lifecycle of their own: they go with the image that they belong to. */
function isOnItsOwn({ content }: ImageModel): boolean {
  return content.subject === undefined;
}

/** By storage class and tags. "Images that have all of the specified" patterns or prefixes are selected. */
function fits({ selection }: LifecycleRule, { status, tags }: ImageModel): boolean {
  if (status !== (selection.storageClass === 'archive' ? 'ARCHIVED' : 'ACTIVE')) return false;
  if (selection.tagStatus === 'any') return true;
  if (selection.tagStatus === 'untagged') return tags.length === 0;
  const patterns = selection.tagPatternList ?? selection.tagPrefixList?.map((prefix) => `${prefix}*`) ?? [];
  return patterns.every((pattern) => tags.some((tag) => matchesWildcard(pattern, tag)));
}

function dueBy(
  { selection }: LifecycleRule,
  images: readonly ImageModel[],
  now: number,
): readonly ImageModel[] {
  const { countType, countNumber } = selection;
  if (countType === 'imageCountMoreThan')
    return [...images].sort((a, b) => bornAt(b) - bornAt(a)).slice(countNumber);
  return images.filter((image) => now - SINCE[countType](image) > countNumber * DAY);
}

/** The moment that an age is counted from. */
const SINCE = {
  sinceImagePushed: bornAt,
  sinceImagePulled: (image: ImageModel) => Math.max(image.pulledAt ?? 0, bornAt(image)),
  sinceImageTransitioned: ({ archivedAt, pushedAt }: ImageModel) => archivedAt ?? pushedAt,
};

/** A restored image counts from its restore. */
function bornAt({ pushedAt, activatedAt }: ImageModel): number {
  return activatedAt ?? pushedAt;
}
