import type { TaskStopCode } from '@aws-sdk/client-ecs';
import { type Exit, exitContainers, terminateContainers } from './containers.ts';
import type { TaskModel, World } from './model.ts';
import { deleteInterface } from './network.ts';
import { forgetTasks } from './task-memory.ts';
import { after, changed, type Seconds } from './task-steps.ts';

/** Seconds that each step takes, from the recorded Fargate events. */
const STEPS = {
  draining: [15, 40],
  stopping: [1, 3],
  terminating: [2, 8],
  deprovisioning: [8, 20],
} as const satisfies Record<string, Seconds>;

/** What Fargate Spot gives a task between the warning and the end. */
const SPOT_NOTICE: Seconds = [120, 120];

/** Take note that a task is to end; false when it is ending already. Whatever was to happen to it is off. */
export function beginEnd(
  world: World,
  model: TaskModel,
  stopCode: TaskStopCode,
  stoppedReason: string,
): boolean {
  if (model.ending) return false;
  model.ending = true;
  model.cancel();
  model.task.desiredStatus = 'STOPPED';
  model.task.stopCode = stopCode;
  model.task.stoppedReason = stoppedReason;
  model.task.stoppingAt = new Date(world.timeline.now());
  return true;
}

/** An essential container ended by itself, and takes the task with it. */
export function endByExit(world: World, model: TaskModel, container: string, exit: Exit): void {
  if (!beginEnd(world, model, 'EssentialContainerExited', 'Essential container in task exited')) return;
  exitContainers(model, container, exit);
  model.task.executionStoppedAt = new Date(world.timeline.now());
  leaveLoadBalancer(world, model, () => deprovision(world, model));
}

/** StopTask, the scheduler or the infrastructure wants it gone: its containers get a signal, then time. */
export function endByRequest(
  world: World,
  model: TaskModel,
  stopCode: TaskStopCode,
  stoppedReason: string,
  exitCode?: number,
): boolean {
  if (!beginEnd(world, model, stopCode, stoppedReason)) return false;
  changed(world, model);
  after(world, model, STEPS.stopping, () => {
    leaveLoadBalancer(world, model, () => terminate(world, model, exitCode));
  });
  return true;
}

/** Fargate Spot: the warning comes while the task still runs, the end two minutes later. */
export function endBySpot(world: World, model: TaskModel): void {
  if (!beginEnd(world, model, 'SpotInterruption', 'Your Spot Task was interrupted.')) return;
  changed(world, model);
  after(world, model, SPOT_NOTICE, () => {
    terminateContainers(model);
    deprovision(world, model);
  });
}

/** Give back the interface, then STOPPED. Tasks without one stop at once. */
export function deprovision(world: World, model: TaskModel): void {
  if (model.task.startedAt !== undefined) model.task.executionStoppedAt ??= new Date(world.timeline.now());
  if (model.task.attachments?.length === 0) {
    stop(world, model);
    return;
  }
  model.task.lastStatus = 'DEPROVISIONING';
  changed(world, model);
  after(world, model, STEPS.deprovisioning, () => stop(world, model));
}

/** A task behind a load balancer drains first. */
function leaveLoadBalancer(world: World, model: TaskModel, then: () => void): void {
  if (model.targetGroup === undefined || model.task.lastStatus !== 'RUNNING') {
    then();
    return;
  }
  model.task.lastStatus = 'DEACTIVATING';
  changed(world, model);
  after(world, model, STEPS.draining, then);
}

function terminate(world: World, model: TaskModel, exitCode: number | undefined): void {
  model.task.lastStatus = 'STOPPING';
  changed(world, model);
  after(world, model, STEPS.terminating, () => {
    terminateContainers(model, exitCode);
    deprovision(world, model);
  });
}

function stop(world: World, model: TaskModel): void {
  model.task.lastStatus = 'STOPPED';
  model.task.stoppedAt = new Date(world.timeline.now());
  deleteInterface(world, model);
  model.cluster.stopped.push(model);
  forgetTasks(world, model.cluster);
  changed(world, model);
}
