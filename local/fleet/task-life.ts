import { startContainers } from './containers.ts';
import { assumePulled, pullImages } from './ecr/task-images.ts';
import { openStreams } from './logs.ts';
import { waitsForRoom } from './managed-scaling/room.ts';
import type { Placement, TaskModel, World } from './model.ts';
import { attachInterface, reserveInterface } from './network.ts';
import { failStart, startFailureReason } from './task-start-failure.ts';
import { after, changed, type Seconds } from './task-steps.ts';
import { strike } from './task-strike.ts';

/** Seconds that each step takes, from the recorded Fargate events. */
const STEPS = {
  provisioning: [5, 12],
  pending: [6, 15],
  activating: [1, 3],
  hostPending: [2, 8],
  startFailure: [3, 9],
  healthy: [12, 25],
} as const satisfies Record<string, Seconds>;

/** Set a placed task going: it says where it is at each step, up to RUNNING or to a start that fails. */
export function launchTask(world: World, model: TaskModel, placement: Placement): void {
  if (!waitsForRoom(world, model, () => start(world, model, placement))) start(world, model, placement);
}

function start(world: World, model: TaskModel, placement: Placement): void {
  const network = model.task.lastStatus === 'PROVISIONING' ? placement.network : undefined;
  if (network === undefined) {
    model.task.lastStatus = 'PENDING';
    changed(world, model);
    pull(world, model, STEPS.hostPending);
    return;
  }
  reserveInterface(world, model, network);
  changed(world, model);
  after(world, model, STEPS.provisioning, () => {
    attachInterface(world, model, network);
    model.task.lastStatus = 'PENDING';
    model.task.connectivity = 'CONNECTED';
    model.task.connectivityAt = new Date(world.timeline.now());
    changed(world, model);
    pull(world, model, STEPS.pending);
  });
}

function pull(world: World, model: TaskModel, time: Seconds): void {
  const failure = startFailureReason(model) ?? pullImages(world, model);
  if (failure !== undefined) {
    after(world, model, STEPS.startFailure, () => failStart(world, model, failure));
    return;
  }
  model.task.pullStartedAt = new Date(world.timeline.now());
  after(world, model, time, () => {
    model.task.pullStoppedAt = new Date(world.timeline.now());
    model.task.lastStatus = 'ACTIVATING';
    changed(world, model);
    after(world, model, STEPS.activating, () => run(world, model));
  });
}

function run(world: World, model: TaskModel): void {
  beginRunning(world, model);
  changed(world, model);
  awaitFailure(world, model);
}

function awaitFailure(world: World, model: TaskModel): void {
  const { failure } = model;
  if (failure === undefined || !('afterSeconds' in failure)) return;
  after(world, model, [failure.afterSeconds, failure.afterSeconds], () => strike(world, model, failure));
}

/** From now on it runs; behind a load balancer it serves a little later, or never. */
function beginRunning(world: World, model: TaskModel): void {
  const now = world.timeline.now();
  model.task.lastStatus = 'RUNNING';
  model.task.startedAt = new Date(now);
  startContainers(model);
  openStreams(world, model);
  if (model.failure?.kind === 'health-check') return;
  const [soonest, latest] = STEPS.healthy;
  const delay = model.targetGroup === undefined ? 0 : model.random.between(soonest, latest);
  model.healthySince = now + Math.round(delay * 1000);
}

/** A task that has been running since before the story began: no step of its start is sent. */
export function assumeRunning(world: World, model: TaskModel, placement: Placement, since: number): void {
  const { task } = model;
  if (placement.network !== undefined && task.lastStatus === 'PROVISIONING') {
    reserveInterface(world, model, placement.network);
    attachInterface(world, model, placement.network);
    task.connectivity = 'CONNECTED';
    task.connectivityAt = new Date(since);
  }
  assumePulled(world, model, since);
  beginRunning(world, model);
  task.createdAt = new Date(since);
  task.pullStartedAt = new Date(since);
  task.pullStoppedAt = new Date(since);
  task.startedAt = new Date(since);
  task.version = 4;
  model.healthySince = since;
  awaitFailure(world, model);
}
