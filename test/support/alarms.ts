import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import type { MetricName } from '../../local/fleet/index.ts';

/** CPU of the service `payments-api`. */
export const SERVICE_CPU: MetricName = {
  namespace: 'AWS/ECS',
  name: 'CPUUtilization',
  dimensions: { ClusterName: 'prod', ServiceName: 'payments-api' },
};

/** An alarm on what a metric is on average in a minute: above its threshold, unless it is told otherwise. */
export function metricAlarm(
  { namespace, name, dimensions = {} }: MetricName,
  alarm: Partial<PutMetricAlarmInput>,
): PutMetricAlarmInput {
  return {
    Namespace: namespace,
    MetricName: name,
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    Statistic: 'Average',
    Period: 60,
    EvaluationPeriods: 1,
    ComparisonOperator: 'GreaterThanThreshold',
    AlarmName: 'alarm',
    ...alarm,
  };
}
