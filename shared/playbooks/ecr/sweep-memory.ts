import type { ImagePlan } from '../../domain/image-plan.ts';
import { unusedSince } from '../../images/unused-since.ts';

/** By repository and digest, in ISO 8601: since when an image is known to be unused. */
export type Memory = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** About 70 KB of the incident's item. What is over it is remembered when there is room, and waits from then on. */
const MOST_IMAGES = 1000;

/** By repository and moment the digests. What cannot be read is forgotten: then the second period begins anew. */
export function readMemory(text = '{}'): Memory {
  try {
    const stored = JSON.parse(text) as Record<string, Record<string, readonly string[]>>;
    const byDigest = (moments: Record<string, readonly string[]>) =>
      Object.entries(moments).flatMap(([since, digests]) =>
        digests.map((digest) => [digest, since] as const),
      );
    return new Map(Object.entries(stored).map(([name, moments]) => [name, new Map(byDigest(moments))]));
  } catch {
    return new Map();
  }
}

/** Collects what the next sweep is to know, plan by plan. `now` in milliseconds since the epoch. */
export function createMemory(before: Memory, now: number) {
  const found: Known[] = [];
  return {
    learn(plan: ImagePlan): void {
      const { name } = plan.repository;
      const unused = unusedSince(before.get(name) ?? new Map(), plan, now);
      for (const [digest, since] of unused) found.push({ name, digest, since });
    },
    /** The images that have waited longest, as text. */
    text: (): string => JSON.stringify(grouped(found.toSorted(bySince).slice(0, MOST_IMAGES))),
  };
}

interface Known {
  readonly name: string;
  readonly digest: string;
  readonly since: string;
}

function bySince(a: Known, b: Known): number {
  return a.since < b.since ? -1 : a.since > b.since ? 1 : 0;
}

function grouped(known: readonly Known[]): object {
  const byName = Map.groupBy(known, ({ name }) => name);
  return Object.fromEntries([...byName].map(([name, some]) => [name, byMoment(some)]));
}

function byMoment(known: readonly Known[]): object {
  const moments = Map.groupBy(known, ({ since }) => since);
  return Object.fromEntries([...moments].map(([since, some]) => [since, some.map(({ digest }) => digest)]));
}
