import type { StateValue } from '@aws-sdk/client-cloudwatch';
import { evaluationRange, judge, type Point } from '../../local/fleet/cloudwatch/judge.ts';
import type { Plant } from './plant.ts';

export interface AlarmOptions {
  readonly breaches: (value: number) => boolean;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  /** The moment within `everySeconds` at which it is judged. */
  readonly offsetSeconds: number;
  /** A minute, or 10 seconds for periods shorter than one. */
  readonly everySeconds: number;
}

/** What an evaluation made of an alarm; undefined between evaluations. */
export interface Evaluation {
  readonly state: StateValue;
  readonly changed: boolean;
}

/** A CloudWatch alarm on the plant's metric, judged as the simulated fleet judges it. Call it at every step. */
export function createAlarm(options: AlarmOptions): (plant: Plant) => Evaluation | undefined {
  const { breaches, evaluationPeriods, datapointsToAlarm, offsetSeconds, everySeconds } = options;
  const rules = { evaluationPeriods, datapointsToAlarm, treatMissingData: 'missing' } as const;
  const range = evaluationRange(evaluationPeriods);
  let state: StateValue = 'INSUFFICIENT_DATA';
  return (plant) => {
    if (plant.now % everySeconds !== offsetSeconds) return undefined;
    const points = pointsOf(plant, range, breaches);
    const next = judge(points, rules, state);
    const changed = next !== state;
    state = next;
    return { state, changed };
  };
}

/** The last periods that have ended, oldest first; what cannot be read yet is missing. */
function pointsOf(plant: Plant, range: number, breaches: AlarmOptions['breaches']): Point[] {
  const last = Math.floor(plant.now / plant.options.metrics.periodSeconds) - 1;
  const readable = plant.newestPeriod();
  return Array.from({ length: range }, (_, index) => {
    const period = last - range + 1 + index;
    const value = period > readable || period < 0 ? undefined : plant.value(period);
    if (value === undefined) return 'missing';
    return breaches(value) ? 'breaching' : 'within';
  });
}
