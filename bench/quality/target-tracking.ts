import type { Cooldown } from '../../local/fleet/auto-scaling/model.ts';
import {
  cooldownAfter,
  type Direction,
  TRACKING_ALARMS,
  trackedCapacity,
} from '../../local/fleet/auto-scaling/tracking.ts';
import { createRandom } from '../../local/fleet/random.ts';
import { createAlarm } from './alarm.ts';
import type { Plant } from './plant.ts';

export interface TrackingOptions {
  readonly seed: number;
  readonly target: number;
  readonly min: number;
  readonly max: number;
}

/**
 * Target tracking of Application Auto Scaling, by the function that the simulated fleet carries it out with. With metrics
 * of 20 seconds its high alarm takes three of those; its low alarm takes 15 minutes all the same.
 */
export function createTargetTracking(
  options: TrackingOptions,
  periodSeconds: number,
): (plant: Plant) => void {
  const { target, min, max } = options;
  const random = createRandom('target-tracking', options.seed);
  const everySeconds = periodSeconds < 60 ? 10 : 60;
  const perMinute = 60 / periodSeconds;
  const alarm = (direction: Direction, evaluationPeriods: number) => {
    const threshold = target * TRACKING_ALARMS[direction].share;
    const breaches = (value: number) => (direction === 'out' ? value > threshold : value < threshold);
    const offsetSeconds = 5 * Math.floor(random.between(0, everySeconds / 5));
    const settings = { evaluationPeriods, datapointsToAlarm: evaluationPeriods, offsetSeconds, everySeconds };
    return { direction, evaluate: createAlarm({ breaches, ...settings }) };
  };
  const { out, in: inward } = TRACKING_ALARMS;
  const alarms = [alarm('out', out.EvaluationPeriods), alarm('in', inward.EvaluationPeriods * perMinute)];
  let cooldown: Cooldown | undefined;

  return (plant) => {
    for (const { direction, evaluate } of alarms) {
      if (evaluate(plant)?.state !== 'ALARM') continue;
      const metric = metricOf(plant);
      const { running, desired } = plant;
      const now = plant.now * 1_000;
      const tracked = { direction, metric, target, running, desired, min, max, cooldown, now };
      const capacity = trackedCapacity(tracked);
      if (capacity === undefined) continue;
      cooldown = cooldownAfter({}, tracked);
      plant.setDesired(capacity);
    }
  };
}

function metricOf(plant: Plant): number {
  return plant.value(plant.newestPeriod()) ?? 0;
}
