import type { RunTaskResponse } from '@aws-sdk/client-ecs';
import { lastPart } from './arns.ts';
import { type Failure, fits, type Scope } from './behaviour.ts';
import type { TaskModel, World } from './model.ts';
import { strike } from './task-strike.ts';

/** Tasks by what they are, by ARN, or both. */
export interface Chosen extends Scope {
  readonly arns?: readonly string[];
}

/** Tasks that are still known, oldest first within their cluster. */
export function tasksOf(world: World, { arns, ...scope }: Chosen): TaskModel[] {
  const ids = arns && new Set(arns.map(lastPart));
  return [...world.clusters.values()]
    .flatMap((cluster) => [...cluster.tasks.values()])
    .filter((model) => (ids?.has(model.id) ?? true) && fits(scope, candidateOf(model)));
}

/** Let a failure happen now to the tasks that run; gives how many it struck. */
export function strikeTasks(world: World, chosen: Chosen, failure: Failure): number {
  const running = tasksOf(world, chosen).filter(
    ({ ending, task }) => !ending && task.lastStatus === 'RUNNING',
  );
  for (const model of running) strike(world, model, failure);
  return running.length;
}

function candidateOf({ task, definition, cluster }: TaskModel): Parameters<typeof fits>[1] {
  return {
    cluster: cluster.name,
    service: task.group?.startsWith('service:') ? task.group.slice('service:'.length) : undefined,
    family: definition.family ?? '',
    taskDefinitionArn: task.taskDefinitionArn ?? '',
    capacityProvider: task.capacityProviderName,
  };
}

/** The ARNs of what RunTask's answers started; throws when none was placed. */
export function startedTasks(answers: readonly RunTaskResponse[]): readonly string[] {
  const failure = answers.flatMap(({ failures }) => failures ?? [])[0];
  const arns = answers.flatMap(({ tasks }) => tasks ?? []).flatMap(({ taskArn }) => taskArn ?? []);
  if (arns.length === 0) throw new Error(`no task was placed: ${failure?.reason ?? 'none was asked for'}`);
  return arns;
}
