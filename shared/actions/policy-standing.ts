import type { MetricType } from '@aws-sdk/client-application-auto-scaling';
import type { ScalingPolicy } from '../domain/scaling.ts';
import type { TrackingPolicy } from '../domain/scaling-action.ts';

/** How the policy of one name stands: `other` is one that we could not write like that. */
export type Standing = TrackingPolicy | 'none' | 'other';

/** What AWS takes for a cooldown of a service that nobody set. */
const USUAL_COOLDOWN_SECONDS = 300;

export function standingOf(policies: readonly ScalingPolicy[], name: string): Standing {
  const found = policies.find((policy) => policy.name === name);
  if (!found) return 'none';
  const { resourceId, metric, resourceLabel, targetValue } = found;
  const {
    scaleOutCooldownSeconds = USUAL_COOLDOWN_SECONDS,
    scaleInCooldownSeconds = USUAL_COOLDOWN_SECONDS,
  } = found;
  if (metric === undefined || targetValue === undefined || found.scaleInDisabled) return 'other';
  return {
    name,
    resourceId,
    metric,
    targetValue,
    scaleOutCooldownSeconds,
    scaleInCooldownSeconds,
    ...(resourceLabel !== undefined && { resourceLabel }),
  };
}

/** PutScalingPolicy's input, but for what it is about. */
export function inputOf(policy: TrackingPolicy) {
  return {
    PolicyName: policy.name,
    PolicyType: 'TargetTrackingScaling' as const,
    TargetTrackingScalingPolicyConfiguration: {
      TargetValue: policy.targetValue,
      PredefinedMetricSpecification: {
        PredefinedMetricType: policy.metric as MetricType,
        ...(policy.resourceLabel !== undefined && { ResourceLabel: policy.resourceLabel }),
      },
      ScaleOutCooldown: policy.scaleOutCooldownSeconds,
      ScaleInCooldown: policy.scaleInCooldownSeconds,
    },
  };
}

export function policyWords(standing: Standing): string {
  if (standing === 'none') return 'none';
  return standing === 'other' ? 'another one' : `${standing.metric} at ${standing.targetValue}`;
}
