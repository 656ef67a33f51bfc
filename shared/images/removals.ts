import type { Image } from '../domain/image.ts';
import type { ImageLimits, Kept } from '../domain/image-plan.ts';
import { daysPassed } from './days.ts';
import { type Choice, fallingFamilies } from './falling.ts';
import { unreadIndex } from './hold.ts';
import { kept } from './kept.ts';
import type { Relations } from './relations.ts';

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
  /** Why the other spare images stay for now. */
  readonly kept: ReadonlyMap<string, Kept>;
}

/** Chooses among the images that nothing keeps, within the limits; deletions first: they have waited longest. */
export function chooseRemovals(spare: readonly Image[], terms: Terms): Removals {
  const room = roomOf(terms);
  // An index whose children are unknown keeps all that is left from deletion: any of it may be its child.
  const unread = unreadIndex([...terms.relations.images.values()]);
  const deletions = choose(deletable(unread === undefined ? spare : [], terms), room);
  const archivals = choose(archivable(spare, terms), room - deletions.go.size);

  const stays = (image: Image): Kept => {
    const may = deletions.may.has(image.digest) || archivals.may.has(image.digest);
    return may ? kept('over-limit', `this run may remove ${room}`) : (unread ?? notYet(image, terms));
  };
  const left = spare.filter(({ digest }) => !deletions.go.has(digest) && !archivals.go.has(digest));
  const reasons = new Map(left.map((image) => [image.digest, stays(image)]));
  return { archive: archivals.go, delete: deletions.go, kept: reasons };
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
  const candidates = digestsOf(active);
  return { relations, candidates, holds: (digest) => candidates.has(digest), whole: false };
}

function deletable(spare: readonly Image[], terms: Terms): Choice {
  const candidates = digestsOf(spare.filter((image) => isRipe(image, terms)));
  return { relations: terms.relations, candidates, holds: () => true, whole: true };
}

function isRipe(image: Image, { limits, unusedSince, now }: Terms): boolean {
  if (limits.deleteAfterDays === 0) return false;
  if (!limits.archive) return daysPassed(unusedSince.get(image.digest), limits.deleteAfterDays, now);
  return image.status === 'ARCHIVED' && daysPassed(image.archivedAt, limits.deleteAfterDays, now);
}

function notYet(image: Image, terms: Terms): Kept {
  const { archive, deleteAfterDays } = terms.limits;
  if (deleteAfterDays === 0) return kept('never-deleted', 'deleteAfterDays is 0');
  if (isRipe(image, terms)) return kept('waiting', 'its relatives have not waited long enough');
  const where = archive ? 'in the archive' : 'since it was first found unused';
  return kept('waiting', `not yet ${deleteAfterDays} days ${where}`);
}

function digestsOf(images: readonly Image[]): ReadonlySet<string> {
  return new Set(images.map(({ digest }) => digest));
}
