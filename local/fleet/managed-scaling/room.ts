import { lastPart } from '../arns.ts';
import type { GroupModel } from '../groups/model.ts';
import type { TaskModel, World } from '../model.ts';
import { changed } from '../task-steps.ts';
import type { HostingModel } from './model.ts';

/** Tasks of a provider that take room, or wait for it. */
export function tasksOn(world: World, { provider }: HostingModel): readonly TaskModel[] {
  return [...world.clusters.values()].flatMap(({ tasks }) =>
    [...tasks.values()].filter(
      ({ task }) => task.capacityProviderName === provider && task.lastStatus !== 'STOPPED',
    ),
  );
}

export function groupBehind(world: World, { provider }: HostingModel): GroupModel | undefined {
  const arn = world.capacityProviders.get(provider)?.autoScalingGroupProvider?.autoScalingGroupArn ?? '';
  return world.groups.get(lastPart(arn));
}

/** Whether a task has to wait for an instance; it then goes on when there is room. */
export function waitsForRoom(world: World, model: TaskModel, goOn: () => void): boolean {
  const hosting = world.hosting.get(model.task.capacityProviderName ?? '');
  if (hosting === undefined || roomIn(world, hosting) >= 0) return false;
  hosting.waiting.push({ model, goOn });
  model.task.lastStatus = 'PROVISIONING';
  changed(world, model);
  return true;
}

/** Let as many tasks go on as there is room for. */
export function letIn(world: World, hosting: HostingModel): void {
  const live = hosting.waiting.filter(({ model }) => !model.ending);
  const room = live.length + roomIn(world, hosting);
  hosting.waiting.splice(0, hosting.waiting.length, ...live.slice(Math.max(0, room)));
  for (const { goOn } of live.slice(0, Math.max(0, room))) goOn();
}

/** Less than 0 where more tasks are there than fit, those that wait included. */
function roomIn(world: World, hosting: HostingModel): number {
  return inService(world, hosting) * hosting.tasksPerInstance - tasksOn(world, hosting).length;
}

function inService(world: World, hosting: HostingModel): number {
  const instances = groupBehind(world, hosting)?.instances ?? [];
  return instances.filter(({ record }) => record.LifecycleState === 'InService').length;
}
