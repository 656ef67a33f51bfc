import type {
  ScalingPolicy as AwsScalingPolicy,
  StepScalingPolicyConfiguration,
  TargetTrackingScalingPolicyConfiguration,
} from '@aws-sdk/client-application-auto-scaling';
import type { ScalingPolicy } from '../../domain/scaling.ts';
import type { StepSettings } from '../../domain/step-policy.ts';
import { need, type Reading } from '../read.ts';
import { bandsFrom } from './step-bands.ts';

export function policyFrom(policy: AwsScalingPolicy, reading: Reading): ScalingPolicy {
  const steps = stepsOf(policy.StepScalingPolicyConfiguration);
  return {
    arn: need(policy.PolicyARN, 'PolicyARN', reading),
    name: need(policy.PolicyName, 'PolicyName', reading),
    resourceId: need(policy.ResourceId, 'ResourceId', reading),
    type: need(policy.PolicyType, 'PolicyType', reading),
    ...trackingOf(policy.TargetTrackingScalingPolicyConfiguration),
    ...(steps && { steps }),
    alarmNames: (policy.Alarms ?? []).flatMap(({ AlarmName }) => AlarmName ?? []),
  };
}

/** A metric of one's own, or an expression, has no name here. */
function trackingOf(tracking: TargetTrackingScalingPolicyConfiguration | undefined): Partial<ScalingPolicy> {
  if (!tracking) return {};
  const { PredefinedMetricType: metric, ResourceLabel: resourceLabel } =
    tracking.PredefinedMetricSpecification ?? {};
  const { TargetValue, ScaleOutCooldown, ScaleInCooldown, DisableScaleIn } = tracking;
  return {
    ...(metric && { metric }),
    ...(resourceLabel && { resourceLabel }),
    ...(TargetValue !== undefined && { targetValue: TargetValue }),
    ...(ScaleOutCooldown !== undefined && { scaleOutCooldownSeconds: ScaleOutCooldown }),
    ...(ScaleInCooldown !== undefined && { scaleInCooldownSeconds: ScaleInCooldown }),
    scaleInDisabled: DisableScaleIn ?? false,
  };
}

/** What AWS waits after a change of a service for which nobody said it. */
const USUAL_COOLDOWN_SECONDS = 300;

/** Undefined for one that a rule could not ask for: to an exact number, by another aggregate, or with a least change. */
function stepsOf(steps: StepScalingPolicyConfiguration | undefined): StepSettings | undefined {
  const { AdjustmentType, StepAdjustments, MinAdjustmentMagnitude = 1 } = steps ?? {};
  const { MetricAggregationType = 'Average', Cooldown = USUAL_COOLDOWN_SECONDS } = steps ?? {};
  const bands = bandsFrom(StepAdjustments ?? []);
  if (bands === undefined || MetricAggregationType !== 'Average' || MinAdjustmentMagnitude !== 1)
    return undefined;
  if (AdjustmentType === 'ChangeInCapacity') return { unit: 'tasks', bands, cooldownSeconds: Cooldown };
  return AdjustmentType === 'PercentChangeInCapacity'
    ? { unit: 'percent', bands, cooldownSeconds: Cooldown }
    : undefined;
}
