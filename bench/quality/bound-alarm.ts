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
): CapacityFacts {
  const { desired, running, options } = plant;
  const { periodSeconds } = options.metrics;
  const newest = plant.newestPeriod();
  const points: Datapoint[] = [];
  for (let period = Math.max(0, newest - MEMORY_SECONDS / periodSeconds); period <= newest; period++) {
    const value = plant.value(period);
    if (value !== undefined)
      points.push({ at: new Date(period * periodSeconds * 1_000).toISOString(), value });
  }
  const alarm = { kind: 'metric', comparison, threshold } as const;
  // The load never ends, so that there is always a message that somebody works on.
  const inFlight = points.map((point) => ({ ...point, value: 1 }));
  return { desired, running, history, points, periodSeconds, inFlight, changedAt, alarm, deploying: false };
}
