import type {
  DescribeTasksRequest,
  DescribeTasksResponse,
  ListTasksRequest,
  ListTasksResponse,
  StopTaskRequest,
  StopTaskResponse,
  Task,
} from '@aws-sdk/client-ecs';
import { clusterOf, findTask } from '../lookup.ts';
import type { TaskModel, World } from '../model.ts';
import { endByRequest } from '../task-end.ts';
import { checkCount, ecsPage, invalid, lookUp } from './ecs-input.ts';

/** Stopped tasks are known for about an hour, new ones not at once where the fleet has a lag. */
export function describeTasks(world: World, input: DescribeTasksRequest): DescribeTasksResponse {
  const cluster = clusterOf(world, input.cluster);
  checkCount('Tasks', input.tasks, 100);
  const withTags = input.include?.includes('TAGS') === true;
  const visible = (model: TaskModel | undefined) => (model && isVisible(world, model) ? model : undefined);
  const { found, failures } = lookUp(
    input.tasks,
    (reference) => visible(findTask(cluster, reference)),
    (id) => world.arns.task(cluster.name, id),
  );
  return { tasks: found.map((model) => describeTask(model, withTags)), failures };
}

/** Tasks by their desired status: RUNNING, unless the caller asks for STOPPED. */
export function listTasks(world: World, input: ListTasksRequest): ListTasksResponse {
  const cluster = clusterOf(world, input.cluster);
  const wanted = [...cluster.tasks.values()].filter(({ task, definition }) =>
    isWanted(task, definition.family, input),
  );
  const { items, ...next } = ecsPage(wanted, input, 100);
  return { taskArns: items.map(({ task }) => task.taskArn ?? ''), ...next };
}

/** Stopping again changes nothing. The task's tags are deleted, as the API reference says. */
export function stopTask(world: World, input: StopTaskRequest): StopTaskResponse {
  const cluster = clusterOf(world, input.cluster);
  const model = findTask(cluster, input.task);
  if (model === undefined) throw invalid('The referenced task was not found.');
  if (endByRequest(world, model, 'UserInitiated', input.reason ?? 'Task stopped by user'))
    model.task.tags = [];
  return { task: describeTask(model, false) };
}

/** What DescribeTasks and RunTask show of a task. */
export function describeTask(model: TaskModel, withTags: boolean): Task {
  const { tags, ...task } = model.task;
  return { ...task, healthStatus: 'UNKNOWN', tags: withTags ? (tags ?? []) : [] };
}

function isWanted(task: Task, family: string | undefined, input: ListTasksRequest): boolean {
  const matches = (wanted: string | undefined, actual: string | undefined) =>
    wanted === undefined || wanted === actual;
  return (
    task.desiredStatus === (input.desiredStatus ?? 'RUNNING') &&
    matches(input.family, family) &&
    matches(input.startedBy, task.startedBy) &&
    matches(input.launchType, task.launchType) &&
    matches(input.containerInstance, task.containerInstanceArn) &&
    matches(input.serviceName === undefined ? undefined : `service:${input.serviceName}`, task.group)
  );
}

/** The API is eventually consistent: a new task is not seen at once. */
function isVisible(world: World, { task }: TaskModel): boolean {
  const age = world.timeline.now() - (task.createdAt?.getTime() ?? 0);
  return age >= world.settings.lagSeconds * 1000;
}
