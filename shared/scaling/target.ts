import type { Datapoint } from '../domain/scaling.ts';
import type { CapacityFacts, Wish } from './facts.ts';
import { neededLately, notMeasured } from './lately.ts';
import { newestValue, runningDuring } from './points.ts';
import type { TargetMode } from './rule.ts';
import { short, whole } from './words.ts';

/** A single value so far above what is desired is answered; any other must be there twice, since metrics are noisy, … */
const CLEAR = 1.3;
/** … and one that is not even so far above four times. */
const SMALL = 1.1;
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
  const lately = neededLately(facts, mode.scaleInMinutes, (point) => loadOf(point) * ROOM_IN);
  if (lately === undefined) return notMeasured(words, mode.scaleInMinutes);
  const { count: to, minutes, clear } = lately;
  if (to >= facts.desired) return { type: 'stay', reason: `${words}: that fits` };
  const reason = `${words}, and no more than ${to} were needed for ${short(minutes)} min`;
  return { type: 'to', to, clear, reason };
}
