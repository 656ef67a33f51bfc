import type { Relations } from './relations.ts';

/** What there is to choose from. */
export interface Choice {
  readonly relations: Relations;
  /** What may go, by digest. */
  readonly candidates: ReadonlySet<string>;
  /** Whether this parent holds back what hangs on it for as long as it stays. */
  readonly holds: (parent: string) => boolean;
  /** Whether an index stays when something that would be left alone without it may not go as well. */
  readonly whole: boolean;
}

/**
 * What goes, the oldest first: an image that nothing holds, and with it all that only it was holding. Such a family
 * goes whole or not at all; one that is larger than the room that is left is passed over. Linear in images and links.
 */
export function fallingFamilies(choice: Choice, room: number): ReadonlySet<string> {
  const gone = new Set<string>();
  const held = new Map<string, number>();
  for (const root of oldestFirst(choice)) {
    const family = familyOf(root, held, choice);
    if (family === undefined || gone.size + family.members.length > room) continue;
    for (const digest of family.members) gone.add(digest);
    for (const [digest, holders] of family.held) held.set(digest, holders);
  }
  return gone;
}

interface Family {
  readonly members: readonly string[];
  /** How many still hold what hangs on a member, when all members are gone. */
  readonly held: ReadonlyMap<string, number>;
}

/** The image and what nothing holds without it; nothing when that may not all go and must. */
function familyOf(root: string, before: ReadonlyMap<string, number>, choice: Choice): Family | undefined {
  const { relations, candidates, whole } = choice;
  const members = [root];
  const held = new Map<string, number>();
  const release = (digest: string): boolean => {
    const holders = held.get(digest) ?? before.get(digest) ?? holdersOf(digest, choice).length;
    held.set(digest, holders - 1);
    return holders === 1;
  };

  for (const digest of members) {
    const free = (relations.dependents.get(digest) ?? []).filter(release);
    if (whole && free.some((next) => !candidates.has(next))) return undefined;
    members.push(...free.filter((next) => candidates.has(next)));
  }
  return { members, held };
}

function holdersOf(digest: string, { relations, holds }: Choice): readonly string[] {
  return (relations.parents.get(digest) ?? []).filter(holds);
}

function oldestFirst(choice: Choice): readonly string[] {
  const { candidates, relations } = choice;
  const roots = [...candidates].filter((digest) => holdersOf(digest, choice).length === 0);
  const pushed = new Map(roots.map((digest) => [digest, relations.images.get(digest)?.pushedAt ?? '']));
  return roots.sort((a, b) => order(pushed.get(a) ?? '', pushed.get(b) ?? '') || order(a, b));
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
