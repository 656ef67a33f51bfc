import type {
  ScalingPolicy as AwsScalingPolicy,
  TargetTrackingScalingPolicyConfiguration,
} from '@aws-sdk/client-application-auto-scaling';
import type { ScalingPolicy } from '../../domain/scaling.ts';
import { need, type Reading } from '../read.ts';

export function policyFrom(policy: AwsScalingPolicy, reading: Reading): ScalingPolicy {
  return {
    name: need(policy.PolicyName, 'PolicyName', reading),
    resourceId: need(policy.ResourceId, 'ResourceId', reading),
    type: need(policy.PolicyType, 'PolicyType', reading),
    ...trackingOf(policy.TargetTrackingScalingPolicyConfiguration),
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
