import type { World } from '../model.ts';
import type { GroupModel, InstanceModel } from './model.ts';

/** Seconds until a launched instance is in service, and until a terminated one is gone. */
const LAUNCH = [60, 120] as const;
const TERMINATION = [20, 60] as const;

/**
 * Launch what is missing, terminate what is too much, the oldest first, but for those that are protected from scale-in;
 * a suspended process does neither.
 */
export function fill(world: World, group: GroupModel): void {
  const { record } = group;
  const live = group.instances.filter(({ record: { LifecycleState } }) => LifecycleState !== 'Terminating');
  const missing = (record.DesiredCapacity ?? 0) - live.length;
  const suspended = record.SuspendedProcesses?.map(({ ProcessName }) => ProcessName) ?? [];
  if (missing > 0 && !suspended.includes('Launch')) {
    for (let count = 0; count < missing; count++) launch(world, group);
  }
  if (missing < 0 && !suspended.includes('Terminate')) {
    const free = live.filter(({ record: { ProtectedFromScaleIn } }) => !ProtectedFromScaleIn);
    for (const instance of free.slice(0, -missing)) terminate(world, group, instance);
  }
}

/** Gives the instance; one that is there from the start is in service at once. */
export function launch(world: World, group: GroupModel, isThere = false): void {
  const { record, random, instances } = group;
  const zones = record.AvailabilityZones ?? [];
  const id = `i-${random.hex(17)}`;
  const instance: InstanceModel = {
    id,
    record: {
      InstanceId: id,
      AvailabilityZone: zones[instances.length % zones.length],
      LifecycleState: isThere ? 'InService' : 'Pending',
      HealthStatus: 'Healthy',
      ProtectedFromScaleIn: record.NewInstancesProtectedFromScaleIn ?? false,
    },
  };
  instances.push(instance);
  if (isThere) return;
  later(world, random.between(...LAUNCH), () => {
    if (instance.record.LifecycleState === 'Pending') instance.record.LifecycleState = 'InService';
  });
}

function terminate(world: World, { instances, random }: GroupModel, instance: InstanceModel): void {
  instance.record.LifecycleState = 'Terminating';
  later(world, random.between(...TERMINATION), () => void instances.splice(instances.indexOf(instance), 1));
}

function later(world: World, seconds: number, what: () => void): void {
  world.timeline.at(world.timeline.now() + Math.round(seconds * 1_000), what);
}
