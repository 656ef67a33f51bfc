import type { Image } from '../domain/image.ts';
import type { Relations } from './relations.ts';

/** What there is to choose from. */
export interface Choice {
  readonly relations: Relations;
  /** What may go, by digest. */
  readonly candidates: ReadonlyMap<string, Image>;
  /** Whether this parent holds back what hangs on it for as long as it stays. */
  readonly holds: (parent: string) => boolean;
}

/**
 * What goes, the oldest first: an image that nothing holds, and with it all that only it was holding. Such a family
 * goes whole or not at all; one that is larger than the room that is left is passed over. Linear but for sorting.
 */
export function fallingFamilies(choice: Choice, room: number): ReadonlySet<string> {
  const gone = new Set<string>();
  if (room <= 0) return gone;
  const roots = [...choice.candidates.values()].filter(({ digest }) => holdersOf(digest, choice) === 0);
  const held = new Map<string, number>();
  for (const { digest } of Number.isFinite(room) ? oldestFirst(roots) : roots) {
    if (gone.size >= room) break;
    if (!choice.relations.dependents.has(digest)) {
      gone.add(digest);
      continue;
    }
    const family = familyOf(digest, held, choice);
    if (gone.size + family.members.length > room) continue;
    for (const member of family.members) gone.add(member);
    for (const [next, holders] of family.held) held.set(next, holders);
  }
  return gone;
}

/** By the time they were pushed, and for one time by their digests. */
export function oldestFirst(images: readonly Image[]): readonly Image[] {
  return images.toSorted((a, b) => compare(a.pushedAt, b.pushedAt) || compare(a.digest, b.digest));
}

interface Family {
  readonly members: readonly string[];
  /** How many still hold what hangs on a member, when all members are gone. */
  readonly held: ReadonlyMap<string, number>;
}

/** The image, and every candidate that nothing holds without it. */
function familyOf(root: string, before: ReadonlyMap<string, number>, choice: Choice): Family {
  const { dependents } = choice.relations;
  const members = [root];
  const held = new Map<string, number>();
  const release = (digest: string): boolean => {
    const holders = held.get(digest) ?? before.get(digest) ?? holdersOf(digest, choice);
    held.set(digest, holders - 1);
    return holders === 1 && choice.candidates.has(digest);
  };

  for (const digest of members) {
    for (const next of dependents.get(digest) ?? []) if (release(next)) members.push(next);
  }
  return { members, held };
}

function holdersOf(digest: string, { relations, holds }: Choice): number {
  return relations.parents.get(digest)?.filter(holds).length ?? 0;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
