import type { ScalingAction } from '../../../shared/domain/scaling-action.ts';
import { BOUNDS, GROUP, PROVIDER, WORKER_ID } from '../scaling/index.ts';
import type { ContractCall } from './call.ts';
import { PLANNED_ACTIONS } from './planned-actions.ts';
import {
  elsewhere,
  execute,
  MEMORY,
  manage,
  put,
  RANGE,
  reads,
  remove,
  setBounds,
  setRange,
  setSize,
  size,
  WIDER,
} from './scaling-requests.ts';

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
