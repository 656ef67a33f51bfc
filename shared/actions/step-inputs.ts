import type { ComparisonOperator, PutMetricAlarmInput, Statistic } from '@aws-sdk/client-cloudwatch';
import { adjustmentsFor } from '../aws/reads/step-bands.ts';
import type { StepAlarm, StepPolicy, StepsStanding } from '../domain/step-policy.ts';

/** PutScalingPolicy's input, but for what it is about. */
export function policyInput({ name, unit, bands, cooldownSeconds }: StepPolicy) {
  return {
    PolicyName: name,
    PolicyType: 'StepScaling' as const,
    StepScalingPolicyConfiguration: {
      AdjustmentType: unit === 'tasks' ? ('ChangeInCapacity' as const) : ('PercentChangeInCapacity' as const),
      StepAdjustments: adjustmentsFor(bands),
      Cooldown: cooldownSeconds,
      MetricAggregationType: 'Average' as const,
    },
  };
}

/** PutMetricAlarm's input: it calls the policy, unless it is to be silent. */
export function alarmInput(alarm: StepAlarm, policyArn: string | undefined): PutMetricAlarmInput {
  const { name, metric, threshold, comparison, periods, silent } = alarm;
  return {
    AlarmName: name,
    AlarmDescription: 'Calls a step scaling policy. Kept by Watchkeeper, enforce-scaling-policy.',
    AlarmActions: policyArn === undefined || silent ? [] : [policyArn],
    Namespace: metric.namespace,
    MetricName: metric.name,
    Dimensions: Object.entries(metric.dimensions).map(([Name, Value]) => ({ Name, Value })),
    Statistic: metric.statistic as Statistic,
    Period: metric.periodSeconds,
    EvaluationPeriods: periods,
    Threshold: threshold,
    ComparisonOperator: comparison as ComparisonOperator,
  };
}

/** "steps of 2, 5 tasks at GreaterThanThreshold 70". */
export function stepsWords({ policy, alarm }: StepsStanding): string {
  if (!policy && !alarm) return 'none';
  if (policy === 'other' || alarm === 'other') return 'another one';
  const steps = policy
    ? `steps of ${policy.bands.map(({ change }) => change).join(', ')} ${policy.unit}`
    : 'no policy';
  return `${steps} at ${alarm ? `${alarm.comparison} ${alarm.threshold}` : 'no alarm'}`;
}
