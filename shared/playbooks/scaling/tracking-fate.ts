import type { Service } from '../../domain/fleet.ts';
import type { ScalingPolicy } from '../../domain/scaling.ts';
import type { PutScalingPolicy, TrackingPolicy } from '../../domain/scaling-action.ts';
import { BY_HAND, boundsWords, type Fate, type Wanting } from './ruled.ts';

/** Undefined when the service follows what it should, or a policy of its owner's. */
export function trackingFate(wanting: Wanting): Fate | undefined {
  const { service, wanted, scalable, policies } = wanting;
  const { policy } = wanted;
  if (policy === undefined) return undefined;
  const own = policies.find((one) => one.name === policy.name);
  if (own === undefined && policies.some((one) => rivals(one, policy))) return undefined;
  const from = own && trackingOf(own);
  if (own && !from) return { text: `${own.name} is of another kind`, note: BY_HAND };
  if (from && sameTracking(from, policy)) return undefined;
  const before = from
    ? `follows ${followWords(from)}`
    : scalable
      ? 'is registered, and follows nothing'
      : 'does not scale';
  const text = `${before}; proposed: ${policy.name}: ${followWords(policy)}, ${boundsWords(wanting)}`;
  return { text, action: actionFor(service, wanting, policy, from) };
}

/** Whoever has a step, a predictive or a like policy of their own knows why. */
function rivals(policy: ScalingPolicy, wanted: TrackingPolicy): boolean {
  return policy.type !== 'TargetTrackingScaling' || policy.metric === wanted.metric;
}

/** Undefined for one that could not be written like that; without a cooldown AWS takes 300 s. */
export function trackingOf(policy: ScalingPolicy): TrackingPolicy | undefined {
  const { name, resourceId, metric, targetValue, resourceLabel, scaleInDisabled } = policy;
  const { scaleOutCooldownSeconds = 300, scaleInCooldownSeconds = 300 } = policy;
  if (metric === undefined || targetValue === undefined || scaleInDisabled) return undefined;
  const tracking = { name, resourceId, metric, targetValue, scaleOutCooldownSeconds, scaleInCooldownSeconds };
  return { ...tracking, ...(resourceLabel !== undefined && { resourceLabel }) };
}

export function sameTracking(a: TrackingPolicy, b: TrackingPolicy): boolean {
  return (
    a.metric === b.metric &&
    a.resourceLabel === b.resourceLabel &&
    a.targetValue === b.targetValue &&
    a.scaleOutCooldownSeconds === b.scaleOutCooldownSeconds &&
    a.scaleInCooldownSeconds === b.scaleInCooldownSeconds
  );
}

function actionFor(
  service: Service,
  { scalable, wanted: { bounds } }: Wanting,
  policy: TrackingPolicy,
  from: TrackingPolicy | undefined,
): PutScalingPolicy {
  const base = { target: service.serviceArn, risk: 'medium' } as const;
  const isNew = scalable === undefined;
  const inverse = from
    ? ({ ...base, kind: 'scaling.put-policy', policy: from, from: policy } as const)
    : ({ ...base, kind: 'scaling.delete-policy', policy, ...(isNew && { deregister: bounds }) } as const);
  return {
    ...base,
    kind: 'scaling.put-policy',
    policy,
    ...(isNew && { register: bounds }),
    ...(from && { from }),
    inverse,
  };
}

function followWords(policy: TrackingPolicy): string {
  const { metric, targetValue, scaleOutCooldownSeconds, scaleInCooldownSeconds } = policy;
  const unit = metric === 'ALBRequestCountPerTarget' ? '' : ' %';
  return `${metric} at ${targetValue}${unit}, cooldown out ${scaleOutCooldownSeconds} s, in ${scaleInCooldownSeconds} s`;
}
