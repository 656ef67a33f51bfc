import { clusterName } from '../../domain/arn.ts';
import type { Service } from '../../domain/fleet.ts';
import type { ScalableTarget, ScalingPolicy } from '../../domain/scaling.ts';
import type { PutScalingPolicy, TrackingPolicy } from '../../domain/scaling-action.ts';
import type { PolicyFate } from './policy-facts.ts';
import type { Wanted } from './wanted-policy.ts';

/** A service that a rule or a tag speaks about, and what Application Auto Scaling has for it. */
export interface Ruled {
  readonly service: Service;
  readonly wanted: Wanted | string;
  /** Absent when it is not registered. */
  readonly scalable?: ScalableTarget | undefined;
  readonly policies: readonly ScalingPolicy[];
  /** Why it must stay as it is. */
  readonly handsOff?: string | undefined;
}

/** What becomes of the service; undefined when it scales as it should, or by a policy of its owner's. */
export function policyFate({ service, wanted, scalable, policies, handsOff }: Ruled): PolicyFate | undefined {
  const name = `${clusterName(service.clusterArn)}/${service.name}`;
  if (typeof wanted === 'string') return { service: name, text: wanted, note: 'only a person can set that' };
  const own = policies.find((one) => one.name === wanted.policy.name);
  if (own === undefined && policies.some((one) => rivals(one, wanted.policy))) return undefined;
  const from = own && trackingOf(own);
  if (own && !from)
    return { service: name, text: `${own.name} is of another kind`, note: 'only a person can set that' };
  if (from && sameTracking(from, wanted.policy)) return undefined;
  const text = `${stateWords(from, scalable)}; proposed: ${policyWords(wanted, scalable)}`;
  if (handsOff !== undefined) return { service: name, text, note: handsOff };
  return { service: name, text, action: actionFor(service, wanted, scalable, from) };
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
  { policy, bounds }: Wanted,
  scalable: ScalableTarget | undefined,
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

function stateWords(from: TrackingPolicy | undefined, scalable: ScalableTarget | undefined): string {
  if (from) return `follows ${followWords(from)}`;
  return scalable ? 'is registered, and follows nothing' : 'does not scale';
}

/** "CPU at 60 %, out after 60 s, in after 300 s, 2 to 10 tasks". */
function policyWords({ policy, bounds }: Wanted, scalable: ScalableTarget | undefined): string {
  const { min, max } = scalable ?? bounds;
  return `${policy.name}: ${followWords(policy)}, ${min} to ${max} tasks${scalable ? ' as registered' : ''}`;
}

function followWords(policy: TrackingPolicy): string {
  const { metric, targetValue, scaleOutCooldownSeconds, scaleInCooldownSeconds } = policy;
  const unit = metric === 'ALBRequestCountPerTarget' ? '' : ' %';
  return `${metric} at ${targetValue}${unit}, cooldown out ${scaleOutCooldownSeconds} s, in ${scaleInCooldownSeconds} s`;
}
