import {
  AccessDeniedException,
  ClusterNotFoundException,
  type Service as EcsService,
} from '@aws-sdk/client-ecs';
import { describe, expect, test } from 'vitest';
import { ReadError } from '../../../shared/domain/errors.ts';
import { serviceError } from '../simulated-aws.ts';
import { ARN, CLUSTER, definition, readsOf } from './reads-of.ts';

const SERVICE: EcsService = {
  serviceArn: `${ARN}:service/prod/api`,
  serviceName: 'api',
  clusterArn: CLUSTER,
  status: 'ACTIVE',
  taskDefinition: definition(7),
  desiredCount: 4,
  runningCount: 1,
  pendingCount: 1,
  deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: false } },
  deployments: [
    {
      id: 'ecs-svc/2',
      status: 'PRIMARY',
      taskDefinition: definition(7),
      rolloutState: 'IN_PROGRESS',
      desiredCount: 4,
      runningCount: 0,
      pendingCount: 1,
      failedTasks: 9,
      createdAt: new Date('2026-11-02T09:00:00Z'),
    },
  ],
  tags: [{ key: 'watchkeeper:mode', value: 'act' }],
  events: [
    { message: '(service api) is unable to consistently start tasks successfully.' },
    { message: '(service api) has started 2 tasks: (task 0f3a) (task 9b1c).' },
    { message: '(service api) has stopped 1 running tasks: (task dead).' },
    { message: '(service api) has started 4 tasks: (task 1) (task 2) (task 3) (task 4).' },
    { id: 'an event without a message' },
  ],
};

describe('shared/aws/reads/service', () => {
  test('a service is reduced to what decisions need, with its tags', async () => {
    const reads = readsOf({
      DescribeServices: ({ cluster, services, include }) => ({
        services:
          cluster === CLUSTER && services?.[0] === 'api' && include?.includes('TAGS') ? [SERVICE] : [],
      }),
    });

    const service = await reads.service(CLUSTER, 'api');

    expect(service).toEqual({
      serviceArn: `${ARN}:service/prod/api`,
      name: 'api',
      clusterArn: CLUSTER,
      status: 'ACTIVE',
      taskDefinitionArn: definition(7),
      desiredCount: 4,
      runningCount: 1,
      pendingCount: 1,
      deploymentController: 'ECS',
      circuitBreaker: { enabled: true, rollback: false },
      deployments: [
        {
          id: 'ecs-svc/2',
          status: 'PRIMARY',
          taskDefinitionArn: definition(7),
          rolloutState: 'IN_PROGRESS',
          desiredCount: 4,
          runningCount: 0,
          failedTasks: 9,
          createdAt: '2026-11-02T09:00:00.000Z',
        },
      ],
      tags: { 'watchkeeper:mode': 'act' },
      startedTasks: ['0f3a', '9b1c', '1', '2', '3'],
    });
    expect(JSON.parse(JSON.stringify(service))).toEqual(service);
  });

  test('a service or cluster that does not exist is undefined', async () => {
    const noService = readsOf({ DescribeServices: () => ({ failures: [{ reason: 'MISSING' }] }) });
    const noCluster = readsOf({
      DescribeServices: () => {
        throw new ClusterNotFoundException({ $metadata: {}, message: 'Cluster not found.' });
      },
    });

    expect(await noService.service(CLUSTER, 'api')).toBeUndefined();
    expect(await noCluster.service(CLUSTER, 'api')).toBeUndefined();
  });

  test('any other failure in a successful answer is an error, not an absent service', async () => {
    const reads = readsOf({
      DescribeServices: () => ({ failures: [{ arn: SERVICE.serviceArn, reason: 'INTERNAL' }] }),
    });

    await expect(reads.service(CLUSTER, 'api')).rejects.toThrow(/service "api".*incomplete.*"INTERNAL"/);
  });

  test('the revision of a service with task sets is that of the primary one', async () => {
    const { taskDefinition: _, ...withoutDefinition } = SERVICE;
    const taskSets = [
      { status: 'ACTIVE', taskDefinition: definition(8) },
      { status: 'PRIMARY', taskDefinition: definition(7) },
    ];
    const deploymentController = { type: 'CODE_DEPLOY' as const };
    const reads = readsOf({
      DescribeServices: () => ({ services: [{ ...withoutDefinition, deploymentController, taskSets }] }),
    });

    const service = await reads.service(CLUSTER, 'api');

    expect(service).toMatchObject({
      taskDefinitionArn: definition(7),
      deploymentController: 'CODE_DEPLOY',
    });
  });

  test.each(['desiredCount', 'taskDefinition', 'status'] as const)(
    'an answer without %s is an error that names it',
    async (field) => {
      const reads = readsOf({ DescribeServices: () => ({ services: [{ ...SERVICE, [field]: undefined }] }) });

      const reading = reads.service(CLUSTER, 'api');

      await expect(reading).rejects.toThrow(ReadError);
      await expect(reading).rejects.toThrow(field);
    },
  );

  test('a denied read names the IAM action to add, and keeps its cause', async () => {
    const denied = new AccessDeniedException({
      $metadata: { httpStatusCode: 400 },
      message: 'User: x is not authorized',
    });
    const reads = readsOf({
      DescribeServices: () => {
        throw denied;
      },
    });

    const reading = reads.service(CLUSTER, 'api');

    await expect(reading).rejects.toThrow(ReadError);
    await expect(reading).rejects.toThrow('add "ecs:DescribeServices" to the role of this function');
    await expect(reading).rejects.toHaveProperty('cause', denied);
  });

  test('a throttled read says so', async () => {
    const reads = readsOf({
      DescribeServices: () => {
        throw serviceError('ThrottlingException', 'Rate exceeded');
      },
    });

    await expect(reads.service(CLUSTER, 'api')).rejects.toThrow(/throttles ecs:DescribeServices/);
  });
});
