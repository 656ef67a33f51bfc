import type { Datapoint } from '../../shared/domain/scaling.ts';
import type { CapacityFacts, SeenCount } from '../../shared/scaling/facts.ts';
import type { CapacityRule } from '../../shared/scaling/rule.ts';
import { createAlarm } from './alarm.ts';
import type { Plant } from './plant.ts';

/** How far back the metric is read. */
const MEMORY_SECONDS = 1_800;

/** An alarm of the user that a rule is bound to. */
export interface BoundAlarm {
  readonly comparison: 'GreaterThanThreshold' | 'LessThanThreshold';
  readonly threshold: number;
  readonly evaluationPeriods: number;
  readonly rule: CapacityRule;
}

/** Judges it every minute. */
export function evaluationOf(
  { comparison, threshold, evaluationPeriods }: BoundAlarm,
  offsetSeconds: number,
) {
  const above = comparison === 'GreaterThanThreshold';
  return createAlarm({
    breaches: (value) => (above ? value > threshold : value < threshold),
    evaluationPeriods,
    datapointsToAlarm: evaluationPeriods,
    offsetSeconds,
    everySeconds: 60,
  });
}

/** What the playbook reads before it decides. */
export function factsOf(
  plant: Plant,
  { comparison, threshold }: BoundAlarm,
  history: readonly SeenCount[],
  changedAt: number | undefined,
  known: number,
): CapacityFacts {
  const { desired, running, options } = plant;
  const { periodSeconds } = options.metrics;
  const newest = plant.newestPeriod();
  const points: Datapoint[] = [];
  const sent: Datapoint[] = [];
  const deleted: Datapoint[] = [];
  const inFlight: Datapoint[] = [];
  for (let period = Math.max(0, newest - MEMORY_SECONDS / periodSeconds); period <= newest; period++) {
    const [value, queue] = [plant.value(period), plant.queue(period)];
    const at = new Date(period * periodSeconds * 1_000).toISOString();
    if (value !== undefined) points.push({ at, value });
    if (queue === undefined) continue;
    sent.push({ at, value: queue.sent });
    deleted.push({ at, value: queue.deleted });
    inFlight.push({ at, value: queue.inFlight });
  }
  const alarm = { kind: 'metric', comparison, threshold } as const;
  const flow = { sent, deleted, known };
  return {
    desired,
    running,
    history,
    points,
    periodSeconds,
    inFlight,
    flow,
    changedAt,
    alarm,
    deploying: false,
  };
}
