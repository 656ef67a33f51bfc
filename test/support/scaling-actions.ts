import type { Bounds, ManagedScaling, Suspended } from '../../shared/domain/scaling.ts';
import type {
  DeleteScalingPolicy,
  GroupSize,
  PutScalingPolicy,
  ScalableRange,
  SetGroupBounds,
  SetGroupSize,
  SetManagedScaling,
  SetScalableRange,
  TrackingPolicy,
} from '../../shared/domain/scaling-action.ts';

const HOME = 'eu-west-1:123456789012';
export const RESOURCE_ID = 'service/prod/payments-api';
export const SERVICE_ARN = `arn:aws:ecs:${HOME}:${RESOURCE_ID}`;
export const GROUP_ARN = `arn:aws:autoscaling:${HOME}:autoScalingGroup:0a1b2c3d:autoScalingGroupName/workers`;
export const PROVIDER_ARN = `arn:aws:ecs:${HOME}:capacity-provider/spot`;

export const RUNNING: Suspended = { scaleIn: false, scaleOut: false, scheduled: false };
export const BOUNDS: Bounds = { min: 2, max: 20 };
export const SIZE: GroupSize = { min: 1, max: 10, desired: 3 };
export const MANAGED: ManagedScaling = { enabled: true, targetCapacity: 100, minStep: 1, maxStep: 10 };
export const POLICY: TrackingPolicy = {
  name: 'cpu',
  resourceId: RESOURCE_ID,
  metric: 'ECSServiceAverageCPUUtilization',
  targetValue: 60,
  scaleOutCooldownSeconds: 60,
  scaleInCooldownSeconds: 300,
};

export function setRange(to: Partial<ScalableRange>): SetScalableRange {
  const from = { ...BOUNDS, suspended: RUNNING };
  const own = {
    kind: 'scaling.set-range',
    target: SERVICE_ARN,
    resourceId: RESOURCE_ID,
    risk: 'medium',
  } as const;
  const there = { ...from, ...to };
  return { ...own, from, to: there, inverse: { ...own, from: there, to: from } };
}

export function setSize(to: Partial<GroupSize>): SetGroupSize {
  const own = { kind: 'scaling.set-group-size', target: GROUP_ARN, name: 'workers', risk: 'medium' } as const;
  const there = { ...SIZE, ...to };
  return { ...own, from: SIZE, to: there, inverse: { ...own, from: there, to: SIZE } };
}

export function setBounds(to: Partial<Bounds>): SetGroupBounds {
  const kind = 'scaling.set-group-bounds';
  const own = { kind, target: GROUP_ARN, name: 'workers', provider: 'spot', risk: 'medium' } as const;
  const from = { min: SIZE.min, max: SIZE.max };
  const there = { ...from, ...to };
  return { ...own, from, to: there, inverse: { ...own, from: there, to: from } };
}

export function setManaged(to: Partial<ManagedScaling>): SetManagedScaling {
  const own = {
    kind: 'scaling.set-managed-scaling',
    target: PROVIDER_ARN,
    name: 'spot',
    risk: 'low',
  } as const;
  const there = { ...MANAGED, ...to };
  return { ...own, from: MANAGED, to: there, inverse: { ...own, from: there, to: MANAGED } };
}

export function deletePolicy(deregister?: Bounds): DeleteScalingPolicy {
  const own = { kind: 'scaling.delete-policy', target: SERVICE_ARN, policy: POLICY, risk: 'low' } as const;
  return { ...own, ...(deregister && { deregister }) };
}

export function putPolicy(more: Pick<PutScalingPolicy, 'register' | 'from'> = {}): PutScalingPolicy {
  const own = {
    kind: 'scaling.put-policy',
    target: SERVICE_ARN,
    policy: POLICY,
    risk: 'medium',
    ...more,
  } as const;
  const { from } = more;
  const inverse = from ? { ...own, policy: from, from: POLICY } : deletePolicy(more.register);
  return { ...own, inverse };
}
