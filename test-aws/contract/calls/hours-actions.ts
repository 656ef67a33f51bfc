import { SILENT } from '../../../local/log.ts';
import { createExecute } from '../../../shared/actions/index.ts';
import { createAllReads } from '../../../shared/aws/reads.ts';
import type { CapacityStore, SavedCapacity, Sleeper } from '../../../shared/domain/hours.ts';
import type { HoursAction, PutToSleep, WakeUp } from '../../../shared/domain/hours-action.ts';
import { ACCOUNT, CLUSTER_ARN, type Side } from '../account.ts';
import { BOUNDS, GROUP, WORKER, WORKER_ARN, WORKER_COUNT, WORKER_ID } from '../scaling/index.ts';
import type { ContractCall } from './call.ts';

const SCHEDULE = 'office';
const NOTHING_HELD = { scaleIn: false, scaleOut: false, scheduled: false };

/** A service with a scalable target and a group, asleep and back, in this order. */
export const HOURS_ACTIONS: Readonly<Record<HoursAction['kind'], readonly ContractCall[]>> = {
  'hours.sleep': [
    { what: 'put a service and a group to sleep', does: (side) => keep(side, 'hours.sleep') },
    { what: 'what sleeps', does: capacity },
  ],
  'hours.wake': [
    { what: 'wake a service and a group', does: (side) => keep(side, 'hours.wake') },
    { what: 'what woke', does: capacity },
  ],
};

async function keep(side: Side, kind: HoursAction['kind']) {
  const group = await createAllReads(side.clients).autoScalingGroup(GROUP.name);
  const sleepers: readonly Sleeper[] = [
    { kind: 'service', target: WORKER_ARN, clusterArn: CLUSTER_ARN, name: WORKER },
    { kind: 'auto-scaling-group', target: group?.arn ?? '', name: GROUP.name },
  ];
  const store = remembering(kind === 'hours.wake' ? sleepers.map(asleep) : []);
  return createExecute(side.clients, SILENT, store)(actionOf(kind, sleepers));
}

/** What the sleeper had, and will have again. */
function asleep(of: Sleeper): SavedCapacity {
  const bounds = { min: GROUP.min, max: GROUP.max };
  const capacity =
    of.kind === 'service'
      ? { desired: WORKER_COUNT, bounds: BOUNDS, suspended: NOTHING_HELD }
      : { desired: GROUP.desired, bounds };
  return { of, schedule: SCHEDULE, phase: 'asleep', capacity };
}

/** A ledger for one call: the real one is held against DynamoDB in ledger.test.ts. */
function remembering(from: readonly SavedCapacity[]): CapacityStore {
  const kept = new Map(from.map((saved) => [saved.of.target, saved]));
  return {
    hours: async () => ({ saved: [...kept.values()], awake: [] }),
    saveCapacity: async (_home, saved) => kept.set(saved.of.target, saved).size > 0,
    forgetCapacity: async (_home, saved) => kept.delete(saved.of.target),
  };
}

function actionOf(kind: HoursAction['kind'], sleepers: readonly Sleeper[]): HoursAction {
  const home = { account: ACCOUNT, region: 'eu-west-1' };
  const target = `arn:aws:watchkeeper:eu-west-1:${ACCOUNT}:schedule/${SCHEDULE}`;
  const own = { ...home, target, risk: 'medium', schedule: SCHEDULE, period: 'tonight', sleepers } as const;
  const sleep: Omit<PutToSleep, 'inverse'> = { kind: 'hours.sleep', ...own };
  const wake: Omit<WakeUp, 'inverse'> = { kind: 'hours.wake', ...own };
  return kind === 'hours.sleep' ? { ...sleep, inverse: wake } : { ...wake, inverse: sleep };
}

async function capacity({ clients }: Side) {
  const reads = createAllReads(clients);
  const service = await reads.service(CLUSTER_ARN, WORKER);
  const scalable = await reads.scalableTarget(WORKER_ID);
  const group = await reads.autoScalingGroup(GROUP.name);
  return {
    service: service?.desiredCount,
    scalable,
    group: group && { min: group.min, max: group.max, desired: group.desired },
  };
}
