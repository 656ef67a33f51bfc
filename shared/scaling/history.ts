import type { CapacityFacts, SeenCount } from './facts.ts';

/** Counts that are remembered, also from one incident to the next. */
const HISTORY = 50;

/** A change is not taken back for so long, unless the cause is clear: metrics waver, and need minutes to show what it did. */
const HELD_MINUTES = 20;

/**
 * The counts with those of now. What was taken away is gone from when we asked for it; what was added may have come
 * only just now. Both make the load look smaller rather than larger, so that nothing is asked for twice.
 */
export function withCount(
  history: readonly SeenCount[],
  { desired, running }: Pick<CapacityFacts, 'desired' | 'running'>,
  changedAt: number | undefined,
  now: number,
): readonly SeenCount[] {
  const last = history.at(-1);
  if (last?.running === running && last.desired === desired) return history;
  const fewer = last !== undefined && running < last.running;
  const at = fewer ? Math.max(last.at, changedAt ?? last.at) : now;
  return [...history, { at, running, desired }].slice(-HISTORY);
}

/** Whether going this way would take back a change of the last minutes. */
export function takesBack(
  outwards: boolean,
  { desired, history, changedAt }: CapacityFacts,
  now: number,
): boolean {
  const before = history.findLast((count) => count.desired !== desired);
  if (before === undefined || changedAt === undefined) return false;
  // A time that cannot be told counts as just now.
  const isYoung = !(now - changedAt >= HELD_MINUTES * 60_000);
  return isYoung && outwards !== desired > before.desired;
}
