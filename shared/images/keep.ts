import type { Image, ImageUse } from '../domain/image.ts';
import type { ImageRule, Kept } from '../domain/image-plan.ts';
import { daysSince } from './days.ts';
import { kept } from './kept.ts';
import { tagged } from './newest.ts';
import { isIndex, type Relations, subjectsOf } from './relations.ts';

/** What was pushed within a day may be on its way into a deployment, whatever the rules say. */
const LEAST_DAYS = 1;

/** What was restored was needed when it was gone: it stays at least so long. */
export const RESTORED_DAYS = 30;

export interface Keeping {
  readonly relations: Relations;
  readonly rule: ImageRule;
  readonly newest: ReadonlyMap<string, string>;
  readonly now: number;
}

/** Why an image is kept that something uses: who, and how many more. Nothing when nothing does. */
export function keptInUse(uses: readonly ImageUse[] | undefined): Kept | undefined {
  if (uses === undefined) return undefined;
  const names = [...new Set(uses.map(({ by }) => by))].sort();
  const more = names.length > 1 ? ` and ${names.length - 1} more` : '';
  return kept('in-use', `${names[0] ?? 'someone'}${more}`);
}

/**
 * Why an image is kept for its own sake although nothing uses it, or nothing when only its relatives may keep it.
 * A referrer has no rules of its own: it goes where its subject goes.
 */
export function ownReason(image: Image, keeping: Keeping): Kept | undefined {
  const found = keptForGood(image, keeping);
  if (found !== undefined) return found;
  if (image.subjectUnknown) return kept('unknown-subject', 'ECR Public does not tell what it belongs to');
  const subjects = subjectsOf(image);
  if (subjects.length > 0) return unknownSubject(image, subjects, keeping.relations);
  return keptByRule(image, keeping) ?? notJudged(image, keeping);
}

function keptForGood(image: Image, { rule, now }: Keeping): Kept | undefined {
  if (image.status === 'ACTIVATING') return kept('being-restored', 'on its way out of the archive');
  const days = Math.max(rule.keepPulledDays ?? 0, RESTORED_DAYS);
  if (daysSince(image.activatedAt, now) < days) return kept('restored', `restored within ${days} days`);
  const pattern = rule.keepTags?.find((tags) => tagged(image, tags));
  if (pattern !== undefined) return kept('protected-tag', pattern);
  // In the archive no manifest can be read, and ECR itself refuses to delete what an index lists.
  const readable = image.children !== undefined || image.status === 'ARCHIVED';
  if (!isIndex(image) || readable) return undefined;
  return kept('unread-index', 'its manifest could not be read');
}

function unknownSubject(image: Image, subjects: readonly string[], { parents }: Relations): Kept | undefined {
  return parents.has(image.digest) ? undefined : kept('unknown-subject', subjects.join(', '));
}

function keptByRule(image: Image, { rule, newest, now }: Keeping): Kept | undefined {
  const pattern = newest.get(image.digest);
  if (pattern !== undefined) return kept('newest', pattern);
  const { pushedAt, activatedAt, pulledAt } = image;
  const pushed = daysSince(pushedAt, now);
  const restored = daysSince(activatedAt, now);
  const pulled = daysSince(pulledAt, now);
  if (Number.isNaN(pushed + restored + pulled)) {
    return kept('unreadable-time', [pushedAt, activatedAt, pulledAt].join(', '));
  }

  const age = Math.min(pushed, restored);
  const grace = image.tags.length === 0 ? rule.untaggedGraceDays : undefined;
  const days = Math.max(grace ?? rule.keepYoungerDays ?? 0, LEAST_DAYS);
  if (age < days) return kept(grace === undefined ? 'young' : 'untagged-grace', `pushed within ${days} days`);

  // The push stands in for a pull that was never recorded, but not where the grace already does.
  const unneeded = grace === undefined ? Math.min(pulled, age) : pulled;
  const limit = rule.keepPulledDays ?? 0;
  return unneeded < limit ? kept('pulled', `pulled within ${limit} days`) : undefined;
}

/** What no part of the rule speaks about is left alone; what an index lists is judged with it. */
function notJudged(image: Image, { rule, relations }: Keeping): Kept | undefined {
  if (relations.parents.has(image.digest)) return undefined;
  if (rule.keepYoungerDays !== undefined || rule.keepPulledDays !== undefined) return undefined;
  if (image.tags.length === 0 && rule.untaggedGraceDays !== undefined) return undefined;
  if (rule.keepNewest?.some(({ tags }) => tagged(image, tags))) return undefined;
  const what = image.tags.length === 0 ? 'untagged images' : 'its tags';
  return kept('not-judged', `the rule for ${rule.repositories} says nothing about ${what}`);
}
