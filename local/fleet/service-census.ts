import type { DeploymentModel, ServiceModel, TaskModel, World } from './model.ts';

/** Tasks of a service that are not on their way out, by how far one can count on them. */
export interface Census {
  /** Of the PRIMARY deployment. */
  readonly current: readonly TaskModel[];
  /** Of earlier deployments. */
  readonly old: readonly TaskModel[];
  readonly currentHealthy: number;
  readonly oldHealthy: number;
  readonly currentSettled: number;
  /** When the next of them becomes healthy or settled, in milliseconds since the epoch. */
  readonly nextTurn: number | undefined;
}

export function takeCensus(world: World, service: ServiceModel): Census {
  const now = world.timeline.now();
  const settledBy = now - world.settings.settleSeconds * 1000;
  const live = [...service.tasks].filter((model) => !model.ending);
  const current = live.filter(({ deployment }) => deployment === service.deployments[0]);
  const old = live.filter(({ deployment }) => deployment !== service.deployments[0]);
  return {
    current,
    old,
    currentHealthy: count(current, (model) => isHealthy(model, now)),
    oldHealthy: count(old, (model) => isHealthy(model, now)),
    currentSettled: count(current, (model) => isHealthy(model, settledBy)),
    nextTurn: nextTurn(live, now, now - settledBy),
  };
}

/** When the next task becomes healthy, or has been so for `settleTime` milliseconds. */
function nextTurn(live: readonly TaskModel[], now: number, settleTime: number): number | undefined {
  let next = Number.POSITIVE_INFINITY;
  for (const { healthySince } of live) {
    if (healthySince === undefined) continue;
    const turn = healthySince > now ? healthySince : healthySince + settleTime;
    if (turn > now && turn < next) next = turn;
  }
  return next === Number.POSITIVE_INFINITY ? undefined : next;
}

function count(models: readonly TaskModel[], is: (model: TaskModel) => boolean): number {
  let counted = 0;
  for (const model of models) if (is(model)) counted += 1;
  return counted;
}

/** Whether it has served since `moment` at the latest. */
export function isHealthy({ healthySince }: TaskModel, moment: number): boolean {
  return healthySince !== undefined && healthySince <= moment;
}

/** What DescribeServices counts, by `lastStatus` alone: a task that is told to stop counts until it moves. */
export function countTasks(
  service: ServiceModel,
  deployment?: DeploymentModel,
): { readonly running: number; readonly pending: number } {
  let running = 0;
  let pending = 0;
  for (const model of service.tasks) {
    if (deployment !== undefined && model.deployment !== deployment) continue;
    if (model.task.lastStatus === 'RUNNING') running += 1;
    if (isStarting(model)) pending += 1;
  }
  return { running, pending };
}

export function isStarting({ task }: TaskModel): boolean {
  return ['PROVISIONING', 'PENDING', 'ACTIVATING'].includes(task.lastStatus ?? '');
}
