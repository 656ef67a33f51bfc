import type { Dimension, LogAlarm, MetricAlarm, MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { AlarmMetric } from '../../domain/alarm.ts';
import { parseArn } from '../../domain/arn.ts';

/**
 * What an alarm watches: its one metric, or those that its expressions are made of. A metric of another account is
 * left out: we would ask our own account for it, and be told of something else.
 */
export function metricsOf(alarm: MetricAlarm | LogAlarm, arn: string): readonly AlarmMetric[] {
  if (!('MetricName' in alarm || 'Metrics' in alarm)) return [];
  const { Namespace, MetricName, Dimensions, Period, Metrics = [] } = alarm;
  const account = parseArn(arn)?.account;
  const statistic = alarm.Statistic ?? alarm.ExtendedStatistic;
  const own = metricFrom(Namespace, MetricName, Dimensions, statistic, Period);
  const others = Metrics.filter(({ AccountId = account }) => AccountId === account).map(partOf);
  return [own, ...others].filter((metric) => metric !== undefined);
}

function partOf({ MetricStat }: MetricDataQuery): AlarmMetric | undefined {
  const { Metric, Stat, Period } = MetricStat ?? {};
  return metricFrom(Metric?.Namespace, Metric?.MetricName, Metric?.Dimensions, Stat, Period);
}

function metricFrom(
  namespace: string | undefined,
  name: string | undefined,
  dimensions: readonly Dimension[] = [],
  statistic: string | undefined,
  periodSeconds: number | undefined,
): AlarmMetric | undefined {
  if (!namespace || !name || !statistic || !periodSeconds) return undefined;
  const named = dimensions.map(({ Name = '', Value = '' }) => [Name, Value]);
  return { namespace, name, dimensions: Object.fromEntries(named), statistic, periodSeconds };
}
