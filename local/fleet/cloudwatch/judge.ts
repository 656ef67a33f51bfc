import type { StateValue } from '@aws-sdk/client-cloudwatch';

/** One period of a metric, as an alarm sees it. */
export type Point = 'breaching' | 'within' | 'missing';

export interface JudgeRules {
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly treatMissingData: 'missing' | 'ignore' | 'breaching' | 'notBreaching';
}

/**
 * CloudWatch asks for more periods than it needs, in case some are missing: the tables of the page show 5 for 3. How many
 * it takes for other lengths is not documented; two more, here as there.
 */
export function evaluationRange(evaluationPeriods: number): number {
  return evaluationPeriods + 2;
}

/**
 * The state that an alarm goes to, from the points of its evaluation range, oldest first.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function judge(points: readonly Point[], rules: JudgeRules, current: StateValue): StateValue {
  const { evaluationPeriods, datapointsToAlarm, treatMissingData } = rules;
  const real = points.filter((point) => point !== 'missing');
  const considered = real.slice(-evaluationPeriods);
  const breaching = considered.filter((point) => point === 'breaching').length;
  if (breaching >= datapointsToAlarm) return 'ALARM';
  const filled = evaluationPeriods - considered.length;
  if (filled <= 0 || treatMissingData === 'notBreaching') return 'OK';
  if (treatMissingData === 'breaching') return breaching + filled >= datapointsToAlarm ? 'ALARM' : 'OK';
  if (breaching < considered.length) return 'OK';
  if (treatMissingData === 'ignore') return current;
  return breaching === 0 ? 'INSUFFICIENT_DATA' : premature(points, datapointsToAlarm, current);
}

/**
 * All there is breaches, but it is less than asked for: an ALARM only if the oldest of it is old enough that nothing that
 * is yet to come could have made up for it. Otherwise nothing changes.
 */
function premature(points: readonly Point[], datapointsToAlarm: number, current: StateValue): StateValue {
  const oldest = points.length - points.indexOf('breaching');
  return oldest >= datapointsToAlarm ? 'ALARM' : current;
}
