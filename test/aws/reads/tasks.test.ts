import type { Task } from '@aws-sdk/client-ecs';
import { describe, expect, test } from 'vitest';
import { createReads } from '../../../shared/aws/reads.ts';
import { ReadError } from '../../../shared/domain/errors.ts';
import { simulatedAws } from '../simulated-aws.ts';
import { ARN, CLUSTER, definition, readsOf } from './reads-of.ts';

const taskArn = (id: number) => `${ARN}:task/prod/${String(id).padStart(32, '0')}`;

describe('shared/aws/reads/tasks', () => {
  const taskOf = (arn: string): Task => ({
    taskArn: arn,
    clusterArn: CLUSTER,
    taskDefinitionArn: definition(7),
    lastStatus: 'STOPPED',
    stoppedAt: new Date('2026-11-02T09:30:00Z'),
    containers: [{ name: 'api', exitCode: 1, lastStatus: 'STOPPED' }],
  });

  test('tasks are asked for by the hundred; those that ECS has forgotten are left out', async () => {
    const sizes: number[] = [];
    const forgotten = taskArn(150);
    const reads = readsOf({
      DescribeTasks: ({ tasks = [] }) => {
        sizes.push(tasks.length);
        return {
          tasks: tasks.filter((arn) => arn !== forgotten).map(taskOf),
          failures: tasks.includes(forgotten) ? [{ arn: forgotten, reason: 'MISSING' }] : [],
        };
      },
    });
    const wanted = Array.from({ length: 201 }, (_, id) => taskArn(id));

    const tasks = await reads.tasks(CLUSTER, [...wanted, taskArn(0)]);

    expect(sizes).toEqual([100, 100, 1]);
    expect(tasks.map((task) => task.taskArn)).toEqual(wanted.filter((arn) => arn !== forgotten));
    expect(tasks[0]).toMatchObject({ stoppedAt: '2026-11-02T09:30:00.000Z', cluster: 'prod' });
  });

  test('no task arns means no call and no tasks, not all tasks', async () => {
    const aws = simulatedAws({});

    expect(await createReads(aws.clients).tasks(CLUSTER, [])).toEqual([]);
    expect(aws.calls).toEqual([]);
  });

  test('a task in a form that is not documented makes the read fail', async () => {
    const reads = readsOf({
      DescribeTasks: () => ({ tasks: [{ ...taskOf(taskArn(1)), taskArn: 'nonsense' }] }),
    });

    await expect(reads.tasks(CLUSTER, [taskArn(1)])).rejects.toThrow(ReadError);
  });
});
