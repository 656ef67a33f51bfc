import type { KeepCode, Kept } from '../domain/image-plan.ts';

const WORDS: Readonly<Record<KeepCode, string>> = {
  'in-use': 'in use',
  'being-restored': 'being restored',
  restored: 'restored lately',
  'protected-tag': 'protected tag',
  newest: 'among the newest',
  young: 'young',
  pulled: 'pulled lately',
  'untagged-grace': 'untagged, but young',
  'unknown-subject': 'refers to an image that is not here',
  'unread-index': 'index not read',
  'unreadable-time': 'its time cannot be read',
  'not-judged': 'no rule speaks about it',
  'no-rule': 'no rule for this repository',
  'bad-input': 'cannot be planned',
  'partial-graph': 'use graph is partial',
  waiting: 'waiting to be deleted',
  'never-deleted': 'archived, never deleted',
  'over-limit': 'over the limit of this run',
};

/** A reason to stay in a few words, for a heading or a column. */
export function wordsFor(code: KeepCode): string {
  return WORDS[code];
}

/** Why one image stays, for people: what keeps it, the particulars, and for whose sake. */
export function explain({ code, detail, via }: Kept): string {
  const family = via === undefined ? '' : `, with ${via}`;
  return `${WORDS[code]}: ${detail}${family}`;
}
