import type { Datapoint } from '../domain/scaling.ts';
import type { CapacityFacts, Wish } from './facts.ts';
import { newestValue, runningDuring, wholeWindow } from './points.ts';
import type { TargetMode } from './rule.ts';

/** A single value so far above what is desired is answered; any other must be there twice, since metrics are noisy, … */
const CLEAR = 1.3;
/** … and one that is not even so far above four times. */
const SMALL = 1.1;
/** Above this part of what is desired nothing is taken away, about as with the low alarm of AWS's target tracking. */
const LOW = 0.89;
/** Below this part it is no noise any more, so that a part of the window is enough to believe it, … */
const CLEARLY_LOW = 0.7;
const PART = 0.3;
/** … and below this one also just after more was asked for. */
const FAR_BELOW = 0.6;
/**
 * Room above what the newest value asks for, since the load goes on rising while tasks start, and above the most that a
 * window needed, since metrics are noisy. All of these are chosen by `npm run quality`, which says what they cost.
 */
const ROOM_OUT = 1.05;
const ROOM_IN = 1.05;

/**
 * desired = ceil(running x metric / target x a little room), each value with the tasks that ran while it was measured, so that
 * tasks which are starting are never asked for twice. Out at once, in when a whole window agrees.
 */
export function towardsTarget(mode: TargetMode, facts: CapacityFacts, now: number): Wish {
  const newest = newestValue(facts, now);
  if (newest.type === 'unknown') return newest;
  if (newest.value === 0)
    return { type: 'unknown', reason: 'the metric is 0, which is more often a fault than a load' };
  if (facts.running === 0) return { type: 'unknown', reason: 'nothing runs that the metric could be about' };

  const loadOf = (point: Datapoint) => (point.value / mode.value) * runningDuring(point, facts);
  const load = loadOf(newest.point);
  const limit = facts.desired * (1 + mode.tolerancePercent / 100);
  const times = load > facts.desired * SMALL ? 2 : 4;
  const last = facts.points.slice(-times);
  const lasts = last.length === times && last.every((point) => loadOf(point) > limit);
  const words = `${short(newest.value)} against a target of ${short(mode.value)}`;
  const clear = load > facts.desired * CLEAR;
  if (lasts || clear) return { type: 'to', to: whole(load * ROOM_OUT), clear, reason: words };
  return inwards(mode, facts, loadOf, words);
}

function inwards(
  mode: TargetMode,
  facts: CapacityFacts,
  loadOf: (point: Datapoint) => number,
  words: string,
): Wish {
  const window = wholeWindow(facts.points, facts.periodSeconds, mode.scaleInMinutes);
  const minutes = `${mode.scaleInMinutes} min`;
  if (window === undefined || window.some(({ value }) => value === 0)) {
    return {
      type: 'stay',
      reason: `${words}; the last ${minutes} are not all measured, so nothing is taken away`,
    };
  }
  const needed = (points: readonly Datapoint[]) => Math.max(...points.map(loadOf)) * ROOM_IN;
  const part = mode.scaleInMinutes * PART;
  const recent = needed(wholeWindow(facts.points, facts.periodSeconds, part) ?? window);
  const fell = recent < facts.desired * CLEARLY_LOW;
  const top = fell ? recent : needed(window);
  if (top >= facts.desired * LOW || whole(top) >= facts.desired)
    return { type: 'stay', reason: `${words}: that fits` };
  const reason = `${words}, and no more than ${whole(top)} were needed for ${short(fell ? part : mode.scaleInMinutes)} min`;
  return { type: 'to', to: whole(top), clear: top < facts.desired * FAR_BELOW, reason };
}

/** Rounded up, but for what floating point adds: 3 x 80 / 60 is a little over 4. */
function whole(load: number): number {
  return Math.ceil(load - 1e-9);
}

/** A number for people: 91.2, 0.057, 1200. */
export function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
