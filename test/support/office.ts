import type { World } from '../../local/world.ts';
import { registerRevision } from './fleet.ts';

const DAY = 24 * 3600 * 1000;
const SCALED = 'service/staging/scaled';
const HOME = { account: '123456789012', region: 'eu-west-1' };

/** What keeps office hours in a test: a service without and one with a scalable target, and an Auto Scaling group. */
export function buildOffice(world: Pick<World, 'fleet' | 'timeline'>): void {
  const { fleet, timeline } = world;
  const runningSince = timeline.now() - DAY;
  fleet.addCluster({ name: 'staging' });
  for (const [name, desiredCount] of [
    ['plain', 3],
    ['scaled', 4],
  ] as const) {
    const taskDefinition = registerRevision(world, name, 'good');
    fleet.createService({ cluster: 'staging', name, taskDefinition, desiredCount, runningSince });
  }
  const SuspendedState = { DynamicScalingInSuspended: true };
  fleet.registerScalableTarget({ ResourceId: SCALED, MinCapacity: 2, MaxCapacity: 6, SuspendedState });
  fleet.createAutoScalingGroup({ name: 'hosts', min: 1, max: 4, desired: 2 });
}

/** What it has as it is built, while nothing of it is put to sleep. */
export const OFFICE_CAPACITY = {
  services: ['plain 3', 'scaled 4'],
  group: [1, 2, 4],
  target: {
    resourceId: SCALED,
    min: 2,
    max: 6,
    suspended: { scaleIn: true, scaleOut: false, scheduled: false },
  },
  saved: [],
};

/** Desired counts of the two services and the group. */
export async function desiredInOffice({ deps }: Pick<World, 'deps'>): Promise<readonly number[]> {
  const { services, group } = await readOffice(deps);
  return [...services.map(({ desiredCount }) => desiredCount), group?.desired ?? -1];
}

/** All that a night may take away, and what is saved of it. */
export async function capacityOfOffice(world: Pick<World, 'deps'>): Promise<object> {
  const { services, group, target } = await readOffice(world.deps);
  const { saved } = await world.deps.ledger.hours(HOME);
  return {
    services: services.map(({ name, desiredCount }) => `${name} ${desiredCount}`),
    group: group && [group.min, group.desired, group.max],
    target,
    saved,
  };
}

async function readOffice({ reads }: World['deps']) {
  const [services, group, target] = await Promise.all([
    reads.services(),
    reads.autoScalingGroup('hosts'),
    reads.scalableTarget(SCALED),
  ]);
  return { services, group, target };
}
