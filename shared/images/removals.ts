import type { Image } from '../domain/image.ts';
import type { ImageLimits, Kept } from '../domain/image-plan.ts';
import { daysSince } from './days.ts';
import { type Choice, fallingFamilies } from './falling.ts';
import { kept } from './kept.ts';
import { byDigest, type Relations } from './relations.ts';

export interface Terms {
  readonly relations: Relations;
  readonly limits: ImageLimits;
  /** By digest, in ISO 8601: since when an image is known to be unused, where no archive tells it. */
  readonly unusedSince: ReadonlyMap<string, string>;
  readonly now: number;
}

export interface Removals {
  readonly archive: ReadonlySet<string>;
  readonly delete: ReadonlySet<string>;
  /** Why a spare image stays for now; nothing for what goes. */
  readonly stays: (image: Image) => Kept | undefined;
}

/** Chooses among the images that nothing keeps, within the limits; deletions first: they have waited longest. */
export function chooseRemovals(spare: readonly Image[], terms: Terms): Removals {
  const room = roomOf(terms);
  // What an archived index lists cannot be read any more. ECR itself refuses to delete what any index still lists.
  const deletions = choose(deletable(spare, terms), room);
  const archivals = choose(archivable(spare, terms), room - deletions.go.size);

  const limit = kept('over-limit', `this run may remove ${room}`);
  const wait = notYet(terms.limits);
  const stays = ({ digest }: Image): Kept | undefined => {
    // None is in both: where there is an archive, only what lies in it is deleted.
    const chosen = deletions.may.has(digest) ? deletions : archivals;
    if (chosen.go.has(digest)) return undefined;
    return chosen.may.has(digest) ? limit : wait;
  };
  return { archive: archivals.go, delete: deletions.go, stays };
}

function roomOf({ relations, limits }: Terms): number {
  return Math.min(limits.maxImages, Math.floor((relations.images.size * limits.maxPercent) / 100));
}

interface Chosen {
  /** What could go if there were no limit. */
  readonly may: ReadonlySet<string>;
  readonly go: ReadonlySet<string>;
}

function choose(choice: Choice, room: number): Chosen {
  const may = fallingFamilies(choice, Number.POSITIVE_INFINITY);
  return { may, go: may.size <= room ? may : fallingFamilies(choice, room) };
}

/** Only what is active holds: what must never be is an active index that lists an archived child. */
function archivable(spare: readonly Image[], { relations, limits }: Terms): Choice {
  const active = limits.archive ? spare.filter(({ status }) => status === 'ACTIVE') : [];
  const candidates = byDigest(active);
  return { relations, candidates, holds: (digest) => candidates.has(digest) };
}

/** An image waits for the last of what hangs on it alone, which may have been archived, or found unused, later. */
function deletable(spare: readonly Image[], terms: Terms): Choice {
  const { relations } = terms;
  const waiting = new Set(spare.filter((image) => !isRipe(image, terms)).map(({ digest }) => digest));
  for (const digest of waiting) {
    const [parent, ...others] = relations.parents.get(digest) ?? [];
    if (parent !== undefined && others.length === 0) waiting.add(parent);
  }
  const ripe = spare.filter(({ digest }) => !waiting.has(digest));
  return { relations, candidates: byDigest(ripe), holds: () => true };
}

function isRipe(image: Image, { limits, unusedSince, now }: Terms): boolean {
  if (limits.deleteAfterDays === 0) return false;
  if (limits.archive && image.status !== 'ARCHIVED') return false;
  // What was never archived or looked at has not waited at all.
  const since = limits.archive ? image.archivedAt : unusedSince.get(image.digest);
  return since !== undefined && daysSince(since, now) >= limits.deleteAfterDays;
}

function notYet({ archive, deleteAfterDays }: ImageLimits): Kept {
  if (deleteAfterDays === 0) return kept('never-deleted', 'deleteAfterDays is 0');
  const where = archive ? 'in the archive' : 'since it was first found unused';
  return kept('waiting', `it or a relative is not yet ${deleteAfterDays} days ${where}`);
}
