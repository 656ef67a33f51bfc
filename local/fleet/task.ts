import type { Tag, TaskOverride } from '@aws-sdk/client-ecs';
import { type Candidate, chooseFailure, type Failure } from './behaviour.ts';
import { type Capacity, chooseCapacity } from './capacity.ts';
import { mainContainer, memoryLimit, pendingContainers } from './containers.ts';
import type {
  ClusterModel,
  DefinitionModel,
  DeploymentModel,
  Placement,
  ServiceModel,
  TaskModel,
  World,
} from './model.ts';
import { createRandom, type Random } from './random.ts';
import { taskRecord, withEveryContainer } from './task-record.ts';

/** A task that somebody wants. */
export interface TaskRequest {
  readonly cluster: ClusterModel;
  readonly definition: DefinitionModel;
  readonly placement: Placement;
  readonly group: string;
  readonly startedBy?: string | undefined;
  readonly overrides?: TaskOverride | undefined;
  readonly tags?: readonly Tag[] | undefined;
  readonly service?: ServiceModel | undefined;
  readonly deployment?: DeploymentModel | undefined;
  /** Names the request, so that its task does not depend on what else goes on. */
  readonly token?: string | undefined;
  readonly changed?: (task: TaskModel) => void;
}

/** There was no room. `reason` is a code of RunTask's `failures`. */
export interface Refused {
  readonly type: 'refused';
  readonly reason: string;
  readonly capacityProvider?: string | undefined;
}
export type Placed = { readonly type: 'placed'; readonly model: TaskModel } | Refused;

/** Make a task that has not begun to move; nothing is sent yet. */
export function placeTask(world: World, request: TaskRequest): Placed {
  const random = createRandom(world.seed, 'task', request.cluster.name, requestName(world, request));
  const capacity = chooseCapacity(request.cluster, request.placement, random);
  const candidate = candidateOf(request, capacity.capacityProvider);
  const refusal = chooseFailure(world, candidate, random, ({ kind }) => kind === 'no-capacity');
  if (refusal?.kind === 'no-capacity') {
    const reason = refusal.reason ?? `RESOURCE:${capacity.launchType}`;
    return { type: 'refused', reason, capacityProvider: capacity.capacityProvider };
  }
  const model = newTask(world, request, random, capacity, candidate);
  request.cluster.tasks.set(model.id, model);
  request.service?.tasks.add(model);
  return { type: 'placed', model };
}

function newTask(
  world: World,
  request: TaskRequest,
  random: Random,
  capacity: Capacity,
  candidate: Candidate,
): TaskModel {
  const { cluster, definition, overrides } = request;
  const id = random.hex(32);
  const may = (failure: Failure) => canHappen(failure, request);
  const model: TaskModel = {
    task: taskRecord(world, request, id, capacity),
    id,
    cluster,
    definition: definition.record,
    random,
    targetGroup: request.service?.record.loadBalancers?.[0]?.targetGroupArn,
    deployment: request.deployment,
    changed: request.changed ?? (() => {}),
    failure: chooseFailure(world, candidate, random, may),
    ending: false,
    accounted: false,
    cancel: () => {},
  };
  model.task.containers = pendingContainers(world, model);
  model.task.overrides = withEveryContainer(model.task.containers, overrides);
  return model;
}

function candidateOf(request: TaskRequest, capacityProvider: string | undefined): Candidate {
  return {
    cluster: request.cluster.name,
    service: request.service?.name,
    family: request.definition.record.family ?? '',
    taskDefinitionArn: request.definition.record.taskDefinitionArn ?? '',
    capacityProvider,
  };
}

/** Enough memory prevents the out-of-memory kill, so that an older rule may say how the task fares. */
function canHappen(failure: Failure, { definition, overrides }: TaskRequest): boolean {
  if (failure.kind === 'no-capacity') return false;
  if (failure.kind !== 'out-of-memory') return true;
  const container = failure.container ?? mainContainer(definition.record);
  return memoryLimit(definition.record, overrides, container) < failure.needsMiB;
}

function requestName(world: World, request: TaskRequest): string {
  if (request.token !== undefined) return request.token;
  const owner = `${request.cluster.name}/${request.service?.name ?? request.group}`;
  const count = (world.counters.get(owner) ?? 0) + 1;
  world.counters.set(owner, count);
  return `${owner}#${count}`;
}
