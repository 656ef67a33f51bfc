import { MODE_TAG, PROTECTED_TAG } from '../../domain/mode.ts';

/** Whether the tags of a repository keep it out of a sweep of the whole registry. A typo must not expose. */
export function isHandsOff(tags: Readonly<Record<string, string>>): boolean {
  const mode = Object.hasOwn(tags, MODE_TAG) ? tags[MODE_TAG] : undefined;
  const guarded = Object.hasOwn(tags, PROTECTED_TAG) ? tags[PROTECTED_TAG] : 'false';
  return guarded !== 'false' || (mode !== undefined && mode !== 'ask' && mode !== 'act');
}
