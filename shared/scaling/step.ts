import type { Datapoint } from '../domain/scaling.ts';
import type { CapacityFacts, Wish } from './facts.ts';
import { neededLately, notMeasured } from './lately.ts';
import { newestValue, runningDuring } from './points.ts';
import type { Ceiling, Change, StepMode } from './rule.ts';
import { short } from './words.ts';

/** Just after something was taken away, only a value so far above the threshold is no noise. */
const CLEAR = 1.3;

/**
 * As step scaling of AWS: the wider the breach, the larger the change, from the count that runs. What is starting
 * already is not asked for twice: the larger of both counts.
 * https://docs.aws.amazon.com/autoscaling/application/userguide/step-scaling-policy-overview.html
 */
export function bySteps(mode: StepMode, facts: CapacityFacts, now: number): Wish {
  const found = breachOf(facts, now);
  if (found.type === 'unknown') return found;
  const { breach, clear, words } = found;
  const band = mode.bands.findLast(({ from }) => breach >= from);
  if (band === undefined) return { type: 'stay', reason: `${words}: no band begins there` };
  const to = changed(facts, band.change, mode.percentAtLeast);
  if (to < facts.desired && mode.keepBelow) return inwards(mode.keepBelow, facts, to, words);
  return to === facts.desired
    ? { type: 'stay', reason: `${words}: that fits` }
    : { type: 'to', to, clear: clear && to > facts.desired, reason: words };
}

/** What the busiest of the last minutes would have needed to stay below the ceiling is kept. */
function inwards({ value, minutes }: Ceiling, facts: CapacityFacts, wanted: number, words: string): Wish {
  const needOf = (point: Datapoint) => (point.value / value) * runningDuring(point, facts);
  const lately = neededLately(facts, minutes, needOf);
  if (lately === undefined) return notMeasured(words, minutes);
  const to = Math.max(wanted, lately.count);
  if (to < facts.desired) return { type: 'to', to, clear: lately.clear, reason: words };
  const reason = `${words}, but fewer would have brought the last ${short(lately.minutes)} min above ${short(value)}`;
  return { type: 'stay', reason };
}

function changed({ desired, running }: CapacityFacts, change: Change, percentAtLeast: number): number {
  if (change.type === 'exactly') return change.count;
  const by = change.type === 'by' ? change.count : percentChange(running, change.percent, percentAtLeast);
  if (by > 0) return Math.max(desired, running + by);
  // What is starting was asked for by somebody, so it counts before anything is taken away.
  return Math.min(desired, Math.max(desired, running) + by);
}

/**
 * AWS rounds 12.7 to 12, 0.67 to 1, -0.58 to -1 and -6.67 to -6, and then takes the minimum for what is smaller.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-simple-step.html#as-scaling-adjustment
 */
export function percentChange(count: number, percent: number, atLeast: number): number {
  const exact = (count * percent) / 100;
  const rounded = Math.abs(exact) < 1 ? Math.ceil(Math.abs(exact)) : Math.floor(Math.abs(exact));
  return Math.sign(percent) * Math.max(rounded, atLeast);
}

type Breach =
  | { readonly type: 'breach'; readonly breach: number; readonly clear: boolean; readonly words: string }
  | { readonly type: 'unknown'; readonly reason: string };

/** How far beyond its threshold the alarm is; a composite alarm has none, so its first band counts. */
function breachOf(facts: CapacityFacts, now: number): Breach {
  const { alarm } = facts;
  if (alarm.kind === 'composite')
    return { type: 'breach', breach: 0, clear: false, words: 'all that it is made of says so' };
  if (alarm.threshold === undefined) {
    return {
      type: 'unknown',
      reason: 'the alarm has no fixed threshold that a breach could be measured from',
    };
  }
  const newest = newestValue(facts, now);
  if (newest.type === 'unknown') return newest;
  if (newest.value === 0)
    return { type: 'unknown', reason: 'the metric is 0, which is more often a fault than a load' };
  const beyond = newest.value - alarm.threshold;
  const breach = alarm.comparison?.startsWith('Less') ? -beyond : beyond;
  const words = `${short(newest.value)} against a threshold of ${short(alarm.threshold)}`;
  return breach < 0
    ? { type: 'unknown', reason: `${words}: no breach any more` }
    : { type: 'breach', breach, clear: newest.value > alarm.threshold * CLEAR, words };
}
