import type { MetricAlarm, MetricDataResult } from '@aws-sdk/client-cloudwatch';
import type { Service } from '@aws-sdk/client-ecs';
import { createScalingReads } from '../../../shared/aws/scaling-reads.ts';
import type { AlarmMetric } from '../../../shared/domain/alarm.ts';
import { type Behaviour, simulatedAws } from '../simulated-aws.ts';
import { ARN, CLUSTER, definition } from './reads-of.ts';

/** Reads of an AWS that behaves like this. */
export const scalingReadsOf = (behaviour: Behaviour) => createScalingReads(simulatedAws(behaviour).clients);

export const CPU: AlarmMetric = {
  namespace: 'AWS/ECS',
  name: 'CPUUtilization',
  dimensions: { ClusterName: 'prod', ServiceName: 'api' },
  statistic: 'Average',
  periodSeconds: 60,
};

export const CPU_HIGH: MetricAlarm = {
  AlarmName: 'api-cpu-high',
  AlarmArn: 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:api-cpu-high',
  ActionsEnabled: true,
  AlarmActions: ['arn:aws:sns:eu-west-1:111122223333:ops'],
  OKActions: ['arn:aws:sns:eu-west-1:111122223333:ops'],
  StateValue: 'ALARM',
  StateReason: 'Threshold Crossed',
  StateReasonData: JSON.stringify({ recentDatapoints: [71.5, 93.25], threshold: 70 }),
  StateUpdatedTimestamp: new Date('2026-11-23T10:05:00Z'),
  StateTransitionedTimestamp: new Date('2026-11-23T10:01:00Z'),
  Namespace: CPU.namespace,
  MetricName: CPU.name,
  Statistic: 'Average',
  Period: CPU.periodSeconds,
  Dimensions: Object.entries(CPU.dimensions).map(([Name, Value]) => ({ Name, Value })),
  Threshold: 70,
  ComparisonOperator: 'GreaterThanThreshold',
};

export const NOON = Date.parse('2026-11-23T12:00:00Z');

/** One page of GetMetricData: minutes after noon, and the values there. */
export function points(minutes: Readonly<Record<number, number>>): MetricDataResult {
  const times = Object.keys(minutes).map((minute) => new Date(NOON + Number(minute) * 60_000));
  return { Id: 'm1', StatusCode: 'Complete', Timestamps: times, Values: Object.values(minutes) };
}

export const API: Service = {
  serviceArn: `${ARN}:service/prod/api`,
  serviceName: 'api',
  clusterArn: CLUSTER,
  status: 'ACTIVE',
  taskDefinition: definition(7),
  desiredCount: 4,
  runningCount: 4,
  pendingCount: 0,
  tags: [{ key: 'team', value: 'payments' }],
};
