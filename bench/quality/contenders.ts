import type { BoundAlarm } from './bound-alarm.ts';
import type { Followed, Plant, Resolution } from './plant.ts';
import { BOUNDS, backlogAlarms, PER_TASK, stepAlarms, TARGET, targetAlarms } from './rules.ts';
import { createTargetTracking } from './target-tracking.ts';
import { createResponder } from './watchkeeper.ts';

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
