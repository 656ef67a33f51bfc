import type { Datapoint } from '../domain/scaling.ts';
import type { CapacityFacts, Wish } from './facts.ts';
import { wholeWindow } from './points.ts';
import { whole } from './words.ts';

/** Above this part of what is desired nothing is taken away, about as with the low alarm of AWS's target tracking. */
const LOW = 0.89;
/** Below this part it is no noise any more, so that a part of the window is enough to believe it, … */
const CLEARLY_LOW = 0.7;
const PART = 0.3;
/** … and below this one also just after more was asked for. `npm run quality` says what these cost. */
const FAR_BELOW = 0.6;

/** The most that was needed at a time, or what is desired where it is hardly more. */
export interface Needed {
  readonly count: number;
  /** In so many minutes. */
  readonly minutes: number;
  readonly clear: boolean;
}

/**
 * What the busiest of the last minutes needed, by `needOf` each; undefined unless all of them are measured. A metric of 0
 * is more often a fault than no load.
 */
export function neededLately(
  facts: CapacityFacts,
  minutes: number,
  needOf: (point: Datapoint) => number,
): Needed | undefined {
  const { points, periodSeconds, desired } = facts;
  const window = wholeWindow(points, periodSeconds, minutes);
  if (window === undefined || window.some(({ value }) => value === 0)) return undefined;
  const most = (some: readonly Datapoint[]) => Math.max(...some.map(needOf));
  const recent = most(wholeWindow(points, periodSeconds, minutes * PART) ?? window);
  const fell = recent < desired * CLEARLY_LOW;
  const needed = fell ? recent : most(window);
  const count = settledCount(needed, desired);
  return { count, minutes: fell ? minutes * PART : minutes, clear: recent < desired * FAR_BELOW };
}

/** The count that is needed, or the desired one where it is not worth a change. */
export function settledCount(needed: number, desired: number): number {
  return needed < desired * LOW ? whole(needed) : desired;
}

/** Nothing is taken away on a window with a gap. */
export function notMeasured(words: string, minutes: number): Wish {
  const reason = `${words}; the last ${minutes} min are not all measured, so nothing is taken away`;
  return { type: 'stay', reason };
}
