import { SILENT } from '../../../local/log.ts';
import { createExecute } from '../../../shared/actions/index.ts';
import { createAllReads } from '../../../shared/aws/reads.ts';
import type { ActionResult } from '../../../shared/domain/decision.ts';
import type { ManagedScaling } from '../../../shared/domain/scaling.ts';
import type {
  DeleteScalingPolicy,
  PutScalingPolicy,
  ScalableRange,
  ScalingAction,
  SetScalableRange,
  TrackingPolicy,
} from '../../../shared/domain/scaling-action.ts';
import type { Side } from '../account.ts';
import { BOUNDS, GROUP, MANAGED, PROVIDER, WORKER_ARN, WORKER_ID } from '../scaling/index.ts';

export const execute = ({ clients }: Side, action: ScalingAction) => createExecute(clients, SILENT)(action);
export const reads = ({ clients }: Side) => createAllReads(clients);

const NOTHING_HELD = { scaleIn: false, scaleOut: false, scheduled: false };
export const RANGE: ScalableRange = { ...BOUNDS, suspended: NOTHING_HELD };
export const WIDER: ScalableRange = { min: 2, max: 8, suspended: { ...NOTHING_HELD, scaleIn: true } };

export const MEMORY: TrackingPolicy = {
  name: 'contract-memory',
  resourceId: WORKER_ID,
  metric: 'ECSServiceAverageMemoryUtilization',
  targetValue: 70,
  scaleOutCooldownSeconds: 60,
  scaleInCooldownSeconds: 300,
};

export function elsewhere(service: string): TrackingPolicy {
  return { ...MEMORY, resourceId: `service/contract/${service}` };
}

export function setRange(from: ScalableRange, to: ScalableRange): SetScalableRange {
  const kind = 'scaling.set-range';
  const own = { kind, target: WORKER_ARN, resourceId: WORKER_ID, risk: 'medium' } as const;
  return { ...own, from, to, inverse: { ...own, from: to, to: from } };
}

export async function setSize(side: Side, desired: number, name = GROUP.name): Promise<ActionResult> {
  const found = await reads(side).autoScalingGroup(name);
  const own = { kind: 'scaling.set-group-size', target: found?.arn ?? name, name, risk: 'medium' } as const;
  const from = { min: GROUP.min, max: GROUP.max, desired: GROUP.desired };
  const to = { ...from, desired };
  return execute(side, { ...own, from, to, inverse: { ...own, from: to, to: from } });
}

export async function setBounds(side: Side, max: number, provider = PROVIDER): Promise<ActionResult> {
  const { name } = GROUP;
  const target = (await reads(side).autoScalingGroup(name))?.arn ?? name;
  const own = { kind: 'scaling.set-group-bounds', target, name, provider, risk: 'medium' } as const;
  const from = { min: GROUP.min, max: GROUP.max };
  const to = { ...from, max };
  return execute(side, { ...own, from, to, inverse: { ...own, from: to, to: from } });
}

export async function size(side: Side) {
  const found = await reads(side).autoScalingGroup(GROUP.name);
  return found && { min: found.min, max: found.max, desired: found.desired };
}

export function manage(side: Side, targetCapacity: number, name = PROVIDER): Promise<ActionResult> {
  const target = `arn:aws:ecs:eu-west-1:123456789012:capacity-provider/${name}`;
  const own = { kind: 'scaling.set-managed-scaling', target, name, risk: 'low' } as const;
  const from: ManagedScaling = {
    enabled: true,
    targetCapacity: MANAGED.targetCapacity,
    minStep: MANAGED.minimumScalingStepSize,
    maxStep: MANAGED.maximumScalingStepSize,
    warmupSeconds: MANAGED.instanceWarmupPeriod,
  };
  const to = { ...from, targetCapacity };
  return execute(side, { ...own, from, to, inverse: { ...own, from: to, to: from } });
}

export function put(policy: TrackingPolicy): PutScalingPolicy {
  const target = WORKER_ARN.replace(WORKER_ID, policy.resourceId);
  return { kind: 'scaling.put-policy', target, risk: 'medium', policy, inverse: remove(policy) };
}

export function remove(policy: TrackingPolicy): DeleteScalingPolicy {
  const target = WORKER_ARN.replace(WORKER_ID, policy.resourceId);
  return { kind: 'scaling.delete-policy', target, risk: 'low', policy };
}
