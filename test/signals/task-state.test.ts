import type { Task } from '@aws-sdk/client-ecs';
import { describe, expect, test } from 'vitest';
import { MalformedEventError } from '../../shared/domain/errors.ts';
import { taskState } from '../../shared/signals/task-state.ts';

const described: Task = {
  taskArn: 'arn:aws:ecs:eu-west-1:123456789012:task/prod/0f5c4a4e',
  clusterArn: 'arn:aws:ecs:eu-west-1:123456789012:cluster/prod',
  taskDefinitionArn: 'arn:aws:ecs:eu-west-1:123456789012:task-definition/payments-api:43',
  group: 'service:payments-api',
  startedBy: 'ecs-svc/7310495827364510928',
  lastStatus: 'STOPPED',
  desiredStatus: 'STOPPED',
  stopCode: 'EssentialContainerExited',
  stoppedReason: undefined,
  capacityProviderName: 'FARGATE',
  stoppedAt: new Date('2026-03-02T09:41:24.979Z'),
  containers: [{ name: 'payments-api', exitCode: 1, image: 'payments-api:43' }],
  attachments: [
    {
      type: 'ElasticNetworkInterface',
      details: [
        { name: 'subnetId', value: 'subnet-0a1b2c3d' },
        { name: 'networkInterfaceId', value: 'eni-0a1b2c3d' },
      ],
    },
  ],
};

describe('shared/signals/task-state', () => {
  test('reads a task as DescribeTasks gives it', () => {
    expect(taskState(described, 'DescribeTasks: tasks[0]')).toEqual({
      taskArn: described.taskArn,
      taskId: '0f5c4a4e',
      clusterArn: described.clusterArn,
      cluster: 'prod',
      taskDefinitionArn: described.taskDefinitionArn,
      taskDefinition: 'payments-api:43',
      group: 'service:payments-api',
      service: 'payments-api',
      startedBy: 'ecs-svc/7310495827364510928',
      lastStatus: 'STOPPED',
      desiredStatus: 'STOPPED',
      stopCode: 'EssentialContainerExited',
      capacityProvider: 'FARGATE',
      subnetId: 'subnet-0a1b2c3d',
      networkInterfaceId: 'eni-0a1b2c3d',
      stoppedAt: '2026-03-02T09:41:24.979Z',
      containers: [{ name: 'payments-api', exitCode: 1, image: 'payments-api:43' }],
    });
  });

  test('begins every error with where it was', () => {
    const read = () => taskState({ ...described, taskArn: 'x' }, 'DescribeTasks: tasks[0]');

    expect(read).toThrow(MalformedEventError);
    expect(read).toThrow(/^DescribeTasks: tasks\[0\]\.taskArn is "x", expected an ARN such as/);
  });

  test("knows no service behind a group of the caller's own", () => {
    expect(taskState({ ...described, group: 'batch' }, 'task')).not.toHaveProperty('service');
  });

  test('refuses a date that is none', () => {
    const read = () => taskState({ ...described, stoppedAt: new Date(Number.NaN) }, 'task');

    expect(read).toThrow('task.stoppedAt is not a date that exists');
  });
});
