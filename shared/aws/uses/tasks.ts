import { DescribeTasksCommand, type ECSClient, ListTasksCommand, type Task } from '@aws-sdk/client-ecs';
import { clusterName, shortTaskDefinition } from '../../domain/arn.ts';
import { ReadError } from '../../domain/errors.ts';
import type { ImageUse } from '../../domain/image.ts';
import type { ImageName } from '../../domain/image-name.ts';
import { hasName } from '../failures.ts';
import { allPages } from '../pages.ts';
import { need, read } from '../read.ts';
import { chunks } from '../shapes.ts';
import { imageAsPulled, type Place, usesBy } from './place.ts';

/** DescribeTasks takes so many at once. */
const PER_CALL = 100;

/** The images of all tasks that run or are on their way to, by the digest that was pulled where there is one. */
export async function readTaskUses(place: Place): Promise<readonly ImageUse[]> {
  const ecs = await place.clients.ecs();
  const uses: ImageUse[] = [];
  for (const cluster of await place.clusters()) {
    for (const arns of chunks(await listTasks(ecs, cluster), PER_CALL)) {
      for (const task of await describeTasks(ecs, cluster, arns)) {
        const used = usesBy('running', whoRuns(task, cluster), await imagesOf(place, task));
        const name = serviceOf(task);
        const service = name === undefined ? {} : { service: { clusterArn: cluster, name } };
        uses.push(...used.map((use) => ({ ...use, ...service })));
      }
    }
  }
  return uses;
}

/** A pending task wants to run as well: no task ever has another desired status than these, or STOPPED. */
async function listTasks(ecs: ECSClient, cluster: string): Promise<readonly string[]> {
  const reading = { action: 'ecs:ListTasks', what: `the list of tasks in ${clusterName(cluster)}` };
  return read(reading, async () => {
    try {
      return await allPages(async (nextToken) => {
        const page = await ecs.send(new ListTasksCommand({ cluster, desiredStatus: 'RUNNING', nextToken }));
        return { items: page.taskArns, next: page.nextToken };
      });
    } catch (error) {
      // A cluster that is gone by now had no tasks: ECS does not delete one that has.
      if (hasName(error, 'ClusterNotFoundException')) return [];
      throw error;
    }
  });
}

/**
 * ECS knows a stopped task for an hour, so one that it listed a moment ago and cannot describe has not ended: it is
 * not to be seen yet.
 */
async function describeTasks(
  ecs: ECSClient,
  cluster: string,
  tasks: readonly string[],
): Promise<readonly Task[]> {
  const reading = { action: 'ecs:DescribeTasks', what: `the tasks of ${clusterName(cluster)}` };
  const found = await read(reading, () => ecs.send(new DescribeTasksCommand({ cluster, tasks: [...tasks] })));
  const seen = found.tasks ?? [];
  if (seen.length >= tasks.length) return seen;
  throw new ReadError(
    `${reading.what} came back incomplete: ${tasks.length - seen.length} of ${tasks.length} that ECS lists it does not describe yet; it helps to wait`,
  );
}

/** A task that has just been placed may show no containers yet: it runs those of its definition. */
async function imagesOf(place: Place, task: Task): Promise<readonly ImageName[]> {
  const containers = task.containers ?? [];
  const reading = { action: 'ecs:DescribeTasks', what: `task ${task.taskArn}` };
  const pulled = containers.flatMap(({ image, imageDigest }) => imageAsPulled(image, imageDigest) ?? []);
  const whole = containers.length > 0 && containers.every(({ image }) => image !== undefined);
  if (whole) return pulled;
  return [...pulled, ...(await place.imagesOf(need(task.taskDefinitionArn, 'taskDefinitionArn', reading)))];
}

function serviceOf({ group = '' }: Task): string | undefined {
  return /^service:(.+)$/.exec(group)?.[1];
}

function whoRuns(task: Task, cluster: string): string {
  const service = serviceOf(task);
  const who = service ? `service ${service}` : `task ${shortTaskDefinition(task.taskDefinitionArn ?? '')}`;
  return `${who} in ${clusterName(cluster)}`;
}
