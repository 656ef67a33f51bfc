import { DescribeTasksCommand, type DescribeTasksCommandOutput, type ECSClient } from '@aws-sdk/client-ecs';
import type { TaskState } from '../../domain/signal.ts';
import { taskState } from '../../signals/task-state.ts';
import { hasName } from '../failures.ts';
import { onlyMissing, read } from '../read.ts';
import { chunks } from '../shapes.ts';

/** DescribeTasks takes so many at once. */
const PER_CALL = 100;

/** DescribeTasks; what ECS has forgotten (about an hour after a task stopped) is left out. */
export async function readTasks(
  ecs: ECSClient,
  cluster: string,
  taskArns: readonly string[],
): Promise<readonly TaskState[]> {
  const states: TaskState[] = [];
  for (const tasks of chunks([...new Set(taskArns)], PER_CALL)) {
    states.push(...(await readSome(ecs, cluster, tasks)));
  }
  return states;
}

async function readSome(ecs: ECSClient, cluster: string, tasks: readonly string[]): Promise<TaskState[]> {
  const reading = { action: 'ecs:DescribeTasks', what: `${tasks.length} tasks of ${cluster}` };
  return read(reading, async () => {
    const found = await describe(ecs, cluster, tasks);
    onlyMissing(found?.failures, reading);
    return (found?.tasks ?? []).map((task, index) => taskState(task, `DescribeTasks tasks[${index}]`));
  });
}

async function describe(
  ecs: ECSClient,
  cluster: string,
  tasks: readonly string[],
): Promise<DescribeTasksCommandOutput | undefined> {
  try {
    return await ecs.send(new DescribeTasksCommand({ cluster, tasks: [...tasks] }));
  } catch (error) {
    if (hasName(error, 'ClusterNotFoundException')) return undefined;
    throw error;
  }
}
