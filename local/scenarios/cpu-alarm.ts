import type { Fleet } from '../fleet/index.ts';
import { CLUSTER } from './fleet.ts';

interface Limit {
  /** Percent. */
  readonly Threshold: number;
  readonly ComparisonOperator: 'GreaterThanThreshold' | 'LessThanThreshold';
}

/** An alarm on how busy a service's tasks are, that rings at the first minute beyond its limit. */
export function putCpuAlarm(fleet: Fleet, service: string, AlarmName: string, limit: Limit): void {
  fleet.putAlarm({
    AlarmName,
    Namespace: 'AWS/ECS',
    MetricName: 'CPUUtilization',
    Statistic: 'Average',
    Period: 60,
    EvaluationPeriods: 1,
    Dimensions: [
      { Name: 'ClusterName', Value: CLUSTER },
      { Name: 'ServiceName', Value: service },
    ],
    ...limit,
  });
}
