import type { StateValue } from '@aws-sdk/client-cloudwatch';
import type { World } from '../model.ts';
import { alarmTimestamp, changeState } from './alarm-state.ts';
import { evaluationRange, type JudgeRules, judge, type Point } from './judge.ts';
import { MINUTE, metricKey, readable, statistic } from './metrics.ts';
import type { AlarmModel } from './model.ts';

interface Reading {
  /** When the period began, in milliseconds since the epoch. */
  readonly at: number;
  readonly value: number | undefined;
}

type Comparison = (value: number, threshold: number) => boolean;

/** With the words that a state's reason has for it. */
const COMPARISONS: Readonly<Record<string, readonly [Comparison, words: string]>> = {
  GreaterThanThreshold: [(value, threshold) => value > threshold, 'greater than the threshold'],
  GreaterThanOrEqualToThreshold: [
    (value, threshold) => value >= threshold,
    'greater than or equal to the threshold',
  ],
  LessThanThreshold: [(value, threshold) => value < threshold, 'less than the threshold'],
  LessThanOrEqualToThreshold: [
    (value, threshold) => value <= threshold,
    'less than or equal to the threshold',
  ],
};

/**
 * One look at an alarm on a single metric, as CloudWatch takes one every minute; the periods slide with it.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
 */
export function evaluateAlarm(world: World, alarm: AlarmModel): void {
  const rules = rulesOf(alarm);
  const readings = readingsOf(world, alarm, evaluationRange(rules.evaluationPeriods));
  const [breaches] = comparisonOf(alarm);
  const { Threshold = 0 } = alarm.record;
  const points = readings.map(({ value }): Point => {
    if (value === undefined) return 'missing';
    return breaches(value, Threshold) ? 'breaching' : 'within';
  });
  const next = judge(points, rules, alarm.state.value);
  if (next !== alarm.state.value)
    changeState(world, alarm, { value: next, ...reasonOf(world, alarm, next, readings) });
  const { actionsEnabled, state } = { actionsEnabled: alarm.record.ActionsEnabled !== false, ...alarm };
  if (state.value === 'ALARM' && actionsEnabled) alarm.whileInAlarm?.(world.timeline.now());
}

/** The newest value that an alarm judges by, with when its period began; undefined when there is none. */
export function newestReading(world: World, alarm: AlarmModel): number | undefined {
  const range = evaluationRange(rulesOf(alarm).evaluationPeriods);
  return readingsOf(world, alarm, range).findLast(({ value }) => value !== undefined)?.value;
}

function rulesOf({ record }: AlarmModel): JudgeRules {
  const { EvaluationPeriods = 1, DatapointsToAlarm = EvaluationPeriods, TreatMissingData } = record;
  const known = (['ignore', 'breaching', 'notBreaching'] as const).find((one) => one === TreatMissingData);
  return {
    evaluationPeriods: EvaluationPeriods,
    datapointsToAlarm: DatapointsToAlarm,
    treatMissingData: known ?? 'missing',
  };
}

function comparisonOf({ name, record }: AlarmModel): readonly [Comparison, words: string] {
  const found = COMPARISONS[record.ComparisonOperator ?? ''];
  if (found === undefined) throw new Error(`alarm ${name}: ${record.ComparisonOperator} is not simulated`);
  return found;
}

/** The last periods up to the minute that has just ended, oldest first. */
function readingsOf(world: World, { record }: AlarmModel, count: number): Reading[] {
  const { Period = 60, Statistic = 'Average' } = record;
  const end = Math.floor(world.timeline.now() / MINUTE) * MINUTE;
  const key = metricKey(record);
  return Array.from({ length: count }, (_, index) => {
    const at = end - (count - index) * Period * 1_000;
    return { at, value: statistic(Statistic, readable(world, key, at, at + Period * 1_000)) };
  });
}

function reasonOf(world: World, alarm: AlarmModel, next: StateValue, readings: readonly Reading[]) {
  const { EvaluationPeriods = 1, DatapointsToAlarm = EvaluationPeriods, Threshold = 0 } = alarm.record;
  const judged = readings.filter(({ value }) => value !== undefined).slice(-EvaluationPeriods);
  const reasonData = JSON.stringify(reasonDataOf(world, alarm, judged));
  if (judged.length === 0) {
    const unknown = `${EvaluationPeriods} datapoint${EvaluationPeriods > 1 ? 's were' : ' was'} unknown.`;
    return { reason: `Insufficient Data: ${unknown}`, reasonData };
  }
  const listed = judged.map(({ at, value = 0 }) => `${decimal(value)} (${spokenMinute(at)})`).join(', ');
  const [, words] = comparisonOf(alarm);
  const were = `${judged.length > 1 ? 'were' : 'was'}${next === 'ALARM' ? '' : ' not'} ${words}`;
  const least = next === 'ALARM' ? DatapointsToAlarm : EvaluationPeriods - DatapointsToAlarm + 1;
  const change = `(minimum ${least} datapoint${least > 1 ? 's' : ''} for ${alarm.state.value} -> ${next} transition)`;
  const counted = `${judged.length} out of the last ${EvaluationPeriods} datapoints`;
  return {
    reason: `Threshold Crossed: ${counted} [${listed}] ${were} (${decimal(Threshold)}) ${change}.`,
    reasonData,
  };
}

function reasonDataOf(world: World, { record }: AlarmModel, judged: readonly Reading[]): object {
  const [first] = judged;
  return {
    version: '1.0',
    queryDate: alarmTimestamp(world.timeline.now()),
    ...(first && { startDate: alarmTimestamp(first.at) }),
    statistic: record.Statistic ?? 'Average',
    period: record.Period ?? 60,
    recentDatapoints: judged.map(({ value }) => value),
    threshold: record.Threshold,
  };
}

/** 50 is written 50.0. */
function decimal(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}

/** `02/10/19 16:59:00`: day, month, year. */
function spokenMinute(moment: number): string {
  const [date = '', time = ''] = new Date(moment).toISOString().split('T');
  const [year = '', month, day] = date.split('-');
  return `${day}/${month}/${year.slice(2)} ${time.slice(0, 8)}`;
}
