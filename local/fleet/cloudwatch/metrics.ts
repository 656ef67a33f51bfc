import type { Dimension, Metric } from '@aws-sdk/client-cloudwatch';
import type { World } from '../model.ts';
import type { MinuteModel } from './model.ts';

export const MINUTE = 60_000;

/** What is known of a metric when a script or a service names it. */
export interface MetricName {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions?: Readonly<Record<string, string>>;
}

/** A metric is its namespace, its name and exactly its dimensions, in whatever order. */
export function metricKey({ Namespace = '', MetricName = '', Dimensions = [] }: Metric): string {
  const pairs = Dimensions.map(({ Name, Value }) => `${Name}=${Value}`).sort();
  return [Namespace, MetricName, ...pairs].join('\u0000');
}

/** As the API names it. */
export function metricOf({ namespace, name, dimensions = {} }: MetricName): Metric {
  return { Namespace: namespace, MetricName: name, Dimensions: dimensionsOf(dimensions) };
}

export function dimensionsOf(dimensions: Readonly<Record<string, string>>): Dimension[] {
  return Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
}

/** Add samples to the minute that `at` lies in; they can be read a while after that minute has ended. */
export function publish(world: World, metric: MetricName, at: number, samples: readonly number[]): void {
  if (samples.length === 0) return;
  const { metrics, delaySeconds } = world.cloudwatch;
  const key = metricKey(metricOf(metric));
  const minutes = metrics.get(key) ?? [];
  metrics.set(key, minutes);
  const start = Math.floor(at / MINUTE) * MINUTE;
  const readableAt = start + MINUTE + delaySeconds * 1_000;
  const fresh = { at: start, readableAt, ...merged(samples) };
  const last = minutes.at(-1);
  if (last?.at === start) minutes[minutes.length - 1] = { ...fresh, ...joined(last, fresh) };
  else minutes.push(fresh);
}

/** Minutes that can be read now and begin within [from, to), oldest first. */
export function readable(world: World, key: string, from: number, to: number): MinuteModel[] {
  const now = world.timeline.now();
  const minutes = world.cloudwatch.metrics.get(key) ?? [];
  return minutes.filter(({ at, readableAt }) => readableAt <= now && at >= from && at < to);
}

/** The statistic over some minutes; undefined when there are none. Throws for one that is not known here. */
export function statistic(name: string, minutes: readonly MinuteModel[]): number | undefined {
  const [first, ...others] = minutes;
  if (first === undefined) return undefined;
  const all = others.reduce<StatisticSet>(joined, first);
  const values: Readonly<Record<string, number>> = {
    Average: all.sum / all.count,
    Sum: all.sum,
    Minimum: all.min,
    Maximum: all.max,
    SampleCount: all.count,
  };
  const value = values[name];
  if (value === undefined) throw new Error(`the simulated CloudWatch knows no statistic ${name}`);
  return value;
}

type StatisticSet = Pick<MinuteModel, 'sum' | 'count' | 'min' | 'max'>;

function merged(samples: readonly number[]): StatisticSet {
  const sum = samples.reduce((total, sample) => total + sample, 0);
  return { sum, count: samples.length, min: Math.min(...samples), max: Math.max(...samples) };
}

function joined(one: StatisticSet, other: StatisticSet): StatisticSet {
  return {
    sum: one.sum + other.sum,
    count: one.count + other.count,
    min: Math.min(one.min, other.min),
    max: Math.max(one.max, other.max),
  };
}
