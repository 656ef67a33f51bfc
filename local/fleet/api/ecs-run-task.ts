import {
  ConflictException,
  type Failure,
  type RunTaskRequest,
  type RunTaskResponse,
  type Tag,
} from '@aws-sdk/client-ecs';
import { refusal } from '../errors.ts';
import { activeDefinitionOf, clusterOf, findTask } from '../lookup.ts';
import type { ClusterModel, DefinitionModel, Placement, TaskModel, TokenUse, World } from '../model.ts';
import { placeTask } from '../task.ts';
import { launchTask } from '../task-life.ts';
import { checkRunTask } from './ecs-run-task-rules.ts';
import { describeTask } from './ecs-tasks.ts';

const HOUR = 3_600_000;

/** Start up to ten tasks. The same client token with the same input gives the same tasks again. */
export function runTask(world: World, input: RunTaskRequest): RunTaskResponse {
  const cluster = clusterOf(world, input.cluster);
  const definition = activeDefinitionOf(world, input.taskDefinition);
  checkRunTask(cluster, definition, input);
  const used = usedToken(world, cluster, input);
  if (used !== undefined) return answerAgain(cluster, used);
  const tasks: TaskModel[] = [];
  const failures: Failure[] = [];
  for (let index = 0; index < (input.count ?? 1); index++) {
    const outcome = startOne(world, cluster, definition, input, index);
    if (typeof outcome === 'string') failures.push({ reason: outcome });
    else tasks.push(outcome);
  }
  rememberToken(world, cluster, input, tasks);
  return { tasks: tasks.map((model) => describeTask(model, true)), failures };
}

/** Gives the task, or the reason why there is none. */
function startOne(
  world: World,
  cluster: ClusterModel,
  definition: DefinitionModel,
  input: RunTaskRequest,
  index: number,
): TaskModel | string {
  const placement = placementOf(input);
  const placed = placeTask(world, {
    cluster,
    definition,
    placement,
    group: input.group ?? `family:${definition.record.family ?? ''}`,
    startedBy: input.startedBy,
    overrides: input.overrides,
    tags: tagsOf(definition, input),
    ...(input.clientToken !== undefined && { token: `${input.clientToken}#${index}` }),
  });
  if (placed.type === 'refused') return placed.reason;
  launchTask(world, placed.model, placement);
  return placed.model;
}

function placementOf(input: RunTaskRequest): Placement {
  return {
    launchType: input.launchType,
    capacityProviderStrategy: input.capacityProviderStrategy,
    network: input.networkConfiguration?.awsvpcConfiguration,
    platformVersion: input.platformVersion,
    enableExecuteCommand: input.enableExecuteCommand,
  };
}

function tagsOf(definition: DefinitionModel, input: RunTaskRequest): readonly Tag[] {
  const inherited = input.propagateTags === 'TASK_DEFINITION' ? definition.tags : [];
  return [...inherited, ...(input.tags ?? [])];
}

/** A token counts for 24 hours, or for an hour after its tasks have stopped if that is sooner. */
function usedToken(world: World, cluster: ClusterModel, input: RunTaskRequest): TokenUse | undefined {
  const used = input.clientToken === undefined ? undefined : cluster.tokens.get(input.clientToken);
  if (used === undefined) return undefined;
  const remembered = used.taskArns.some((arn) => findTask(cluster, arn) !== undefined);
  if (!remembered || world.timeline.now() - used.usedAt > 24 * HOUR) return undefined;
  if (used.fingerprint === fingerprint(input)) return used;
  throw new ConflictException({
    ...refusal('The clientToken is already in use with a different RunTask request.'),
    resourceIds: [...used.taskArns],
  });
}

function answerAgain(cluster: ClusterModel, { taskArns }: TokenUse): RunTaskResponse {
  const models = taskArns.flatMap((arn) => findTask(cluster, arn) ?? []);
  return { tasks: models.map((model) => describeTask(model, true)), failures: [] };
}

/** A request that placed nothing leaves its token free. */
function rememberToken(
  world: World,
  cluster: ClusterModel,
  input: RunTaskRequest,
  tasks: readonly TaskModel[],
): void {
  if (input.clientToken === undefined || tasks.length === 0) return;
  const taskArns = tasks.map(({ task }) => task.taskArn ?? '');
  const use = { fingerprint: fingerprint(input), taskArns, usedAt: world.timeline.now() };
  cluster.tokens.set(input.clientToken, use);
}

/** Equal for equal input, whatever the order of its keys. */
function fingerprint(input: RunTaskRequest): string {
  return JSON.stringify(input, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
