import type { ImageLimits, ImageRule } from '../domain/image-plan.ts';
import { matchesName } from '../domain/pattern.ts';

/** The first rule whose pattern matches the repository's name; none means: leave it alone. */
export function ruleFor(repository: string, rules: readonly ImageRule[]): ImageRule | undefined {
  return rules.find((rule) => matchesName(rule.repositories, repository));
}

/**
 * What makes a rule unfit to remove anything by, in words; absent when nothing does. A number that is not more than
 * 0 is a mistake: it would keep nothing.
 */
export function flawOfRule(rule: ImageRule): string | undefined {
  const days = {
    keepYoungerDays: rule.keepYoungerDays,
    keepPulledDays: rule.keepPulledDays,
    untaggedGraceDays: rule.untaggedGraceDays,
  };
  const counts = (rule.keepNewest ?? []).map(({ tags, count }) => [`keepNewest of ${tags}`, count] as const);
  const bad = [...Object.entries(days), ...counts].find(([, value]) => value !== undefined && !(value > 0));
  if (bad !== undefined) return `${bad[0]} is ${bad[1]}: it must be more than 0`;
  const tags = [...(rule.keepNewest ?? []).map(({ tags }) => tags), ...(rule.keepTags ?? [])];
  return tags.includes('') ? 'a tag pattern is empty: it matches nothing' : undefined;
}

/** What makes limits unfit, in words; absent when nothing does. */
export function flawOfLimits({ maxPercent, maxImages, deleteAfterDays }: ImageLimits): string | undefined {
  if (!(maxPercent >= 0 && maxPercent <= 100)) return `maxPercent is ${maxPercent}: it must be 0 to 100`;
  if (!(Number.isSafeInteger(maxImages) && maxImages >= 0)) {
    return `maxImages is ${maxImages}: it must be a whole number from 0`;
  }
  if (!(deleteAfterDays >= 0)) return `deleteAfterDays is ${deleteAfterDays}: it must be 0 or more`;
  return undefined;
}
