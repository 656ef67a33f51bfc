import { MODE_TAG, PROTECTED_TAG } from '../../domain/mode.ts';

/** Whether the tags of a repository keep it out of a sweep of the whole registry. A typo must not expose. */
export function isHandsOff(tags: Readonly<Record<string, string>>): boolean {
  const mode = Object.hasOwn(tags, MODE_TAG) ? tags[MODE_TAG] : undefined;
  const guarded = Object.hasOwn(tags, PROTECTED_TAG) ? tags[PROTECTED_TAG] : 'false';
  return guarded !== 'false' || (mode !== undefined && mode !== 'ask' && mode !== 'act');
}

/** Whether people want to be asked about a repository, whatever the mode of the sweep is. */
export function asksFirst(tags: Readonly<Record<string, string>>): boolean {
  return Object.hasOwn(tags, MODE_TAG) && tags[MODE_TAG] === 'ask';
}

/**
 * What a guardrail is to judge a plan for several repositories by: the tags of the only one; else the mode that all
 * of those have in common that may be touched. One alone can ask for people, and allows nothing for the others.
 */
export function commonTags(
  all: readonly Readonly<Record<string, string>>[],
): Readonly<Record<string, string>> {
  const open = all.filter((tags) => !isHandsOff(tags));
  const [only] = all;
  if (open.length === 0 || all.length === 1) return only ?? {};
  const [mode, ...others] = new Set(open.map((tags) => tags[MODE_TAG]));
  return mode !== undefined && others.length === 0 ? { [MODE_TAG]: mode } : {};
}
