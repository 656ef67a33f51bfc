import type { ManagedScaling } from '@aws-sdk/client-ecs';
import { publish } from '../cloudwatch/metrics.ts';
import { fill } from '../groups/instances.ts';
import type { GroupModel } from '../groups/model.ts';
import type { World } from '../model.ts';
import type { HostingModel } from './model.ts';
import { groupBehind, letIn, tasksOn } from './room.ts';

/** How often ECS looks at its tasks, in seconds. */
const LOOK_SECONDS = 15;
/** Target tracking takes instances away when it has been able to for so long. */
const SCALE_IN_SECONDS = 15 * 60;

/** Let ECS size the group behind a provider from now on, by what its tasks need. */
export function hostTasks(world: World, provider: string, tasksPerInstance: number): void {
  const hosting: HostingModel = { provider, tasksPerInstance, waiting: [], idleSince: undefined };
  world.hosting.set(provider, hosting);
  world.timeline.every(LOOK_SECONDS * 1_000, () => look(world, hosting));
}

function look(world: World, hosting: HostingModel): void {
  const group = groupBehind(world, hosting);
  const managed = world.capacityProviders.get(hosting.provider)?.autoScalingGroupProvider?.managedScaling;
  if (group === undefined) return;
  letIn(world, hosting);
  const needed = Math.ceil(tasksOn(world, hosting).length / hosting.tasksPerInstance);
  report(world, hosting, needed, group.instances.length);
  if (managed?.status === 'ENABLED') size(world, hosting, group, managed, needed);
}

/**
 * The instances that its tasks need, in percent of those that it has:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-auto-scaling.html
 */
function report(world: World, { provider }: HostingModel, needed: number, has: number): void {
  const ofNone = needed === 0 ? 100 : 200;
  const value = has === 0 ? ofNone : (needed / has) * 100;
  for (const { name: ClusterName, record } of world.clusters.values()) {
    if (!record.capacityProviders?.includes(provider)) continue;
    const dimensions = { ClusterName, CapacityProviderName: provider };
    const metric = { namespace: 'AWS/ECS/ManagedScaling', name: 'CapacityProviderReservation', dimensions };
    publish(world, metric, world.timeline.now() - 1, [value]);
  }
}

/** Out at once, in steps, while none is starting; in when it has been idle for long; always within the bounds. */
function size(
  world: World,
  hosting: HostingModel,
  group: GroupModel,
  { targetCapacity = 100, minimumScalingStepSize = 1, maximumScalingStepSize = 10_000 }: ManagedScaling,
  needed: number,
): void {
  const now = world.timeline.now();
  const { DesiredCapacity: desired = 0, MinSize = 0, MaxSize = 0 } = group.record;
  const wanted = Math.ceil((needed * 100) / targetCapacity);
  hosting.idleSince = wanted < desired ? (hosting.idleSince ?? now) : undefined;
  const isStarting = group.instances.some(({ record }) => record.LifecycleState === 'Pending');
  if (wanted > desired && !isStarting) {
    const step = Math.min(Math.max(wanted - desired, minimumScalingStepSize), maximumScalingStepSize);
    group.record.DesiredCapacity = Math.min(desired + step, MaxSize);
  }
  const isIdle = hosting.idleSince !== undefined && now - hosting.idleSince >= SCALE_IN_SECONDS * 1_000;
  if (isIdle) group.record.DesiredCapacity = Math.max(wanted, MinSize);
  fill(world, group);
}
