import type { CapacityRule, ScalingMode } from '../../shared/scaling/rule.ts';
import type { BoundAlarm } from './bound-alarm.ts';
import type { Followed, Plant, Resolution } from './plant.ts';
import { createTargetTracking } from './target-tracking.ts';
import { createResponder } from './watchkeeper.ts';

/** Percent of CPU that everybody aims at. */
export const TARGET = 60;
/** Messages that may wait for each task, and how many a task works off in a second: five minutes' wait. */
export const PER_TASK = 600;
export const MESSAGES_PER_SECOND = 2;
export const BOUNDS = { min: 2, max: 60 } as const;

/** As ECS and SQS publish: a minute's value can be read a minute later. */
const MINUTELY: Resolution = { periodSeconds: 60, delaySeconds: 60 };
/** ECS's high-resolution metrics, which cost extra. */
const FAST: Resolution = { periodSeconds: 20, delaySeconds: 15 };

/** Somebody who scales. */
export interface Contender {
  readonly id: string;
  readonly title: string;
  readonly followed: Followed;
  readonly metrics: Resolution;
  readonly make: (seed: number) => (plant: Plant) => void;
}

export const CPU_CONTENDERS: readonly Contender[] = [
  tracking('tracking', 'ECS target tracking', 'cpu', TARGET, MINUTELY),
  tracking('tracking-fast', 'ECS target tracking, 20 s metrics', 'cpu', TARGET, FAST),
  watchkeeper('target', 'Watchkeeper, target', 'cpu', targetAlarms()),
  watchkeeper('step', 'Watchkeeper, step', 'cpu', stepAlarms()),
];

export const QUEUE_CONTENDERS: readonly Contender[] = [
  tracking('tracking', 'ECS target tracking of messages per task', 'queue-per-task', PER_TASK, MINUTELY),
  watchkeeper('backlog', 'Watchkeeper, backlog', 'queue', backlogAlarms()),
];

function tracking(
  id: string,
  title: string,
  followed: Followed,
  target: number,
  metrics: Resolution,
): Contender {
  const make = (seed: number) => createTargetTracking({ seed, target, ...BOUNDS }, metrics.periodSeconds);
  return { id, title, followed, metrics, make };
}

function watchkeeper(
  id: string,
  title: string,
  followed: Followed,
  alarms: readonly BoundAlarm[],
): Contender {
  return { id, title, followed, metrics: MINUTELY, make: (seed) => createResponder({ seed, alarms }) };
}

/** One value above the target, or three well below it, call; how much is to change follows from the metric. */
function targetAlarms(): readonly BoundAlarm[] {
  const rule = ruleOf({ type: 'target', value: TARGET, tolerancePercent: 0, scaleInMinutes: 20 });
  return [above(TARGET, 1, rule), below(TARGET * 0.8, 3, rule)];
}

/** The steps of AWS's own example, in percent; a low alarm must last, since steps know no window of their own. */
function stepAlarms(): readonly BoundAlarm[] {
  const percent = (from: number, percent: number) => ({
    from,
    change: { type: 'percent', percent } as const,
  });
  const out = ruleOf({
    type: 'step',
    percentAtLeast: 1,
    bands: [percent(0, 10), percent(10, 30), percent(25, 60)],
  });
  const inwards = ruleOf({ type: 'step', percentAtLeast: 1, bands: [percent(0, -10), percent(20, -30)] });
  return [above(TARGET, 1, out), below(TARGET * 0.75, 15, inwards)];
}

function backlogAlarms(): readonly BoundAlarm[] {
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
