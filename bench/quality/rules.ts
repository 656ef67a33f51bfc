import type { CapacityRule, ScalingMode, StepMode } from '../../shared/scaling/rule.ts';
import type { BoundAlarm } from './bound-alarm.ts';

/** Percent of CPU that everybody aims at. */
export const TARGET = 60;
/** What steps leave of it for noise when they take away. */
const KEEP_BELOW = 57;
/** Messages that may wait for each task, and how many a task works off in a second: five minutes' wait. */
export const PER_TASK = 600;
export const MESSAGES_PER_SECOND = 2;
export const BOUNDS = { min: 2, max: 60 } as const;

/** One value above the target, or three well below it, call; how much is to change follows from the metric. */
export function targetAlarms(): readonly BoundAlarm[] {
  const rule = ruleOf({ type: 'target', value: TARGET, tolerancePercent: 0, scaleInMinutes: 20 });
  return [above(TARGET, 1, rule), below(TARGET * 0.8, 3, rule)];
}

/** Percent that a breach changes, by how wide it is. How much may be taken away is mostly said by `keepBelow`. */
const SLOW = { 0: 5, 5: 15, 15: 25, 25: 40, 35: 60 };
const QUICK = { 0: 20, 10: 35, 20: 50 };
const INWARDS = { 0: -30, 20: -60 };

/** Four values above the target call, or one well above it, or three below `keepBelow`. */
export function stepAlarms(): readonly BoundAlarm[] {
  const keepBelow = { value: KEEP_BELOW, minutes: 20 };
  return [
    above(TARGET, 4, stepRule(SLOW)),
    above(TARGET * 1.25, 1, stepRule(QUICK)),
    below(KEEP_BELOW, 3, stepRule(INWARDS, keepBelow)),
  ];
}

function stepRule(
  percents: Readonly<Record<number, number>>,
  keepBelow?: StepMode['keepBelow'],
): CapacityRule {
  const bands = Object.entries(percents).map(([from, percent]) => ({
    from: Number(from),
    change: { type: 'percent', percent } as const,
  }));
  return ruleOf({ type: 'step', percentAtLeast: 1, bands, keepBelow });
}

export function backlogAlarms(): readonly BoundAlarm[] {
  const rule = ruleOf({ type: 'backlog', perTask: PER_TASK, scaleInMinutes: 20 });
  return [above(PER_TASK, 1, rule), below(PER_TASK, 3, rule)];
}

function ruleOf(mode: ScalingMode): CapacityRule {
  const largestStep = { out: 20, in: 20 };
  return { ...BOUNDS, largestStep, cooldownSeconds: { out: 60, in: 300 }, mode };
}

function above(threshold: number, evaluationPeriods: number, rule: CapacityRule): BoundAlarm {
  return { comparison: 'GreaterThanThreshold', threshold, evaluationPeriods, rule };
}

function below(threshold: number, evaluationPeriods: number, rule: CapacityRule): BoundAlarm {
  return { comparison: 'LessThanThreshold', threshold, evaluationPeriods, rule };
}
