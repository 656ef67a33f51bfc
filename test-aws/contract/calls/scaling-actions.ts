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
import type { ContractCall } from './call.ts';
import { PLANNED_ACTIONS } from './planned-actions.ts';

const execute = ({ clients }: Side, action: ScalingAction) => createExecute(clients, SILENT)(action);
const reads = ({ clients }: Side) => createAllReads(clients);

const NOTHING_HELD = { scaleIn: false, scaleOut: false, scheduled: false };
const RANGE: ScalableRange = { ...BOUNDS, suspended: NOTHING_HELD };
const WIDER: ScalableRange = { min: 2, max: 8, suspended: { ...NOTHING_HELD, scaleIn: true } };

/** Every action on what scales, in this order: each call finds what the ones before it left behind. */
export const SCALING_ACTIONS: Readonly<Record<ScalingAction['kind'], readonly ContractCall[]>> = {
  'scaling.set-range': [
    { what: 'move the bounds of a service', does: (side) => execute(side, setRange(RANGE, WIDER)) },
    { what: 'the bounds that were moved', does: (side) => reads(side).scalableTarget(WORKER_ID) },
    { what: 'move the bounds again', does: (side) => execute(side, setRange(RANGE, WIDER)) },
    {
      what: 'move bounds that were moved meanwhile',
      does: (side) => execute(side, setRange(RANGE, { ...RANGE, max: 5 })),
    },
    {
      what: 'move the bounds of an unknown service',
      does: (side) => execute(side, { ...setRange(RANGE, WIDER), resourceId: 'service/contract/unknown' }),
    },
  ],
  'scaling.set-group-size': [
    { what: 'set the size of a group', does: (side) => setSize(side, GROUP.max) },
    { what: 'the size that was set', does: (side) => size(side) },
    { what: 'set the size of a group again', does: (side) => setSize(side, GROUP.max) },
    { what: 'set a size that was set otherwise meanwhile', does: (side) => setSize(side, 1) },
    { what: 'set the size of an unknown group', does: (side) => setSize(side, 1, 'unknown') },
  ],
  'scaling.set-group-bounds': [
    { what: 'move the bounds of a provider’s group', does: (side) => setBounds(side, GROUP.max + 2) },
    { what: 'the bounds of its group then', does: (side) => size(side) },
    { what: 'move the bounds of its group again', does: (side) => setBounds(side, GROUP.max + 2) },
    {
      what: 'move bounds that were moved otherwise meanwhile',
      does: (side) => setBounds(side, GROUP.max + 1),
    },
    {
      what: 'move the bounds of a group that is not the provider’s',
      does: (side) => setBounds(side, 1, 'unknown'),
    },
  ],
  'scaling.set-managed-scaling': [
    { what: 'set how a capacity provider scales', does: (side) => manage(side, 70) },
    { what: 'how a capacity provider scales then', does: (side) => reads(side).capacityProvider(PROVIDER) },
    { what: 'set how a capacity provider scales again', does: (side) => manage(side, 70) },
    { what: 'set scaling that was set otherwise meanwhile', does: (side) => manage(side, 50) },
    { what: 'set how an unknown capacity provider scales', does: (side) => manage(side, 70, 'unknown') },
  ],
  'scaling.put-policy': [
    { what: 'put a scaling policy', does: (side) => execute(side, put(MEMORY)) },
    { what: 'the scaling policy that was put', does: (side) => reads(side).scalingPolicies(WORKER_ID) },
    { what: 'put a scaling policy again', does: (side) => execute(side, put(MEMORY)) },
    {
      what: 'put a scaling policy where another is meanwhile',
      does: (side) => execute(side, put({ ...MEMORY, targetValue: 40 })),
    },
    {
      what: 'put a scaling policy on an unknown service',
      does: (side) => execute(side, { ...put(elsewhere('unknown')), register: BOUNDS }),
    },
    {
      what: 'register a service with its policy',
      does: (side) => execute(side, { ...put(elsewhere('api')), register: BOUNDS }),
    },
  ],
  'scaling.delete-policy': [
    { what: 'delete a scaling policy', does: (side) => execute(side, remove(MEMORY)) },
    { what: 'delete a scaling policy again', does: (side) => execute(side, remove(MEMORY)) },
    {
      what: 'delete a policy with the registration that was made for it',
      does: (side) => execute(side, { ...remove(elsewhere('api')), deregister: BOUNDS }),
    },
    { what: 'the scalable targets then', does: (side) => reads(side).scalableTargets() },
  ],
  ...PLANNED_ACTIONS,
};

const MEMORY: TrackingPolicy = {
  name: 'contract-memory',
  resourceId: WORKER_ID,
  metric: 'ECSServiceAverageMemoryUtilization',
  targetValue: 70,
  scaleOutCooldownSeconds: 60,
  scaleInCooldownSeconds: 300,
};

function elsewhere(service: string): TrackingPolicy {
  return { ...MEMORY, resourceId: `service/contract/${service}` };
}

function setRange(from: ScalableRange, to: ScalableRange): SetScalableRange {
  const kind = 'scaling.set-range';
  const own = { kind, target: WORKER_ARN, resourceId: WORKER_ID, risk: 'medium' } as const;
  return { ...own, from, to, inverse: { ...own, from: to, to: from } };
}

async function setSize(side: Side, desired: number, name = GROUP.name): Promise<ActionResult> {
  const found = await reads(side).autoScalingGroup(name);
  const own = { kind: 'scaling.set-group-size', target: found?.arn ?? name, name, risk: 'medium' } as const;
  const from = { min: GROUP.min, max: GROUP.max, desired: GROUP.desired };
  const to = { ...from, desired };
  return execute(side, { ...own, from, to, inverse: { ...own, from: to, to: from } });
}

async function setBounds(side: Side, max: number, provider = PROVIDER): Promise<ActionResult> {
  const { name } = GROUP;
  const target = (await reads(side).autoScalingGroup(name))?.arn ?? name;
  const own = { kind: 'scaling.set-group-bounds', target, name, provider, risk: 'medium' } as const;
  const from = { min: GROUP.min, max: GROUP.max };
  const to = { ...from, max };
  return execute(side, { ...own, from, to, inverse: { ...own, from: to, to: from } });
}

async function size(side: Side) {
  const found = await reads(side).autoScalingGroup(GROUP.name);
  return found && { min: found.min, max: found.max, desired: found.desired };
}

function manage(side: Side, targetCapacity: number, name = PROVIDER): Promise<ActionResult> {
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

function put(policy: TrackingPolicy): PutScalingPolicy {
  const target = WORKER_ARN.replace(WORKER_ID, policy.resourceId);
  return { kind: 'scaling.put-policy', target, risk: 'medium', policy, inverse: remove(policy) };
}

function remove(policy: TrackingPolicy): DeleteScalingPolicy {
  const target = WORKER_ARN.replace(WORKER_ID, policy.resourceId);
  return { kind: 'scaling.delete-policy', target, risk: 'low', policy };
}
