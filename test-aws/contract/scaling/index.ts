import type { PutScalingPolicyRequest, ScheduledAction } from '@aws-sdk/client-application-auto-scaling';
import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import { ACCOUNT, CLUSTER } from '../account.ts';

/** The service that scales: the other one is for what deploys. */
export const WORKER = 'worker';
export const WORKER_ARN = `arn:aws:ecs:eu-west-1:${ACCOUNT}:service/${CLUSTER}/${WORKER}`;
/** As Application Auto Scaling names it. */
export const WORKER_ID = `service/${CLUSTER}/${WORKER}`;
export const WORKER_COUNT = 2;
export const TARGET_GROUP = 'targetgroup/contract/0123456789abcdef';
export const LOAD_BALANCERS = [
  {
    targetGroupArn: `arn:aws:elasticloadbalancing:eu-west-1:${ACCOUNT}:${TARGET_GROUP}`,
    containerName: 'app',
    containerPort: 8080,
  },
];

const SERVICE_COUNTS = {
  ServiceNamespace: 'ecs',
  ScalableDimension: 'ecs:service:DesiredCount',
  ResourceId: WORKER_ID,
} as const;

export const BOUNDS = { min: 1, max: 4 };
export const SCALABLE = { ...SERVICE_COUNTS, MinCapacity: BOUNDS.min, MaxCapacity: BOUNDS.max };

export const POLICY: PutScalingPolicyRequest = {
  ...SERVICE_COUNTS,
  PolicyName: 'contract-cpu',
  PolicyType: 'TargetTrackingScaling',
  TargetTrackingScalingPolicyConfiguration: {
    TargetValue: 60,
    PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
    ScaleOutCooldown: 60,
    ScaleInCooldown: 120,
  },
};

export const NIGHTLY: Required<
  Pick<ScheduledAction, 'ScheduledActionName' | 'Schedule' | 'Timezone' | 'ScalableTargetAction'>
> = {
  ScheduledActionName: 'contract-nightly',
  Schedule: 'cron(0 22 * * ? *)',
  Timezone: 'Europe/Berlin',
  ScalableTargetAction: { MinCapacity: 1, MaxCapacity: 2 },
};
export const SCHEDULED = { ...SERVICE_COUNTS, ...NIGHTLY };

export const METRIC = {
  namespace: 'Contract',
  name: 'Waiting',
  dimensions: { ClusterName: CLUSTER, ServiceName: WORKER },
} as const;
const DIMENSIONS = Object.entries(METRIC.dimensions).map(([Name, Value]) => ({ Name, Value }));
/** Of one minute. */
export const SAMPLES = [20, 40];
export const DATUM = { MetricName: METRIC.name, Dimensions: DIMENSIONS, Values: SAMPLES };

export const ALARM: PutMetricAlarmInput = {
  AlarmName: 'contract-waiting',
  AlarmDescription: 'Too much is waiting',
  Namespace: METRIC.namespace,
  MetricName: METRIC.name,
  Dimensions: DIMENSIONS,
  Statistic: 'Average',
  Period: 60,
  EvaluationPeriods: 3,
  Threshold: 50,
  ComparisonOperator: 'GreaterThanThreshold',
  Tags: [{ Key: 'watchkeeper:target', Value: WORKER_ID }],
};
export const ALARM_ARN = `arn:aws:cloudwatch:eu-west-1:${ACCOUNT}:alarm:${ALARM.AlarmName}`;

export const GROUP = { name: 'contract-hosts', min: 1, max: 4, desired: 2 };
export const GROUP_TAGS = { team: 'payments' };
export const PROVIDER = 'contract-provider';
export const MANAGED = {
  status: 'ENABLED',
  targetCapacity: 90,
  minimumScalingStepSize: 1,
  maximumScalingStepSize: 10,
  instanceWarmupPeriod: 120,
} as const;
