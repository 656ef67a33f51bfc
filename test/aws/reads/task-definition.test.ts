import { ClientException } from '@aws-sdk/client-ecs';
import { describe, expect, test } from 'vitest';
import { ReadError } from '../../../shared/domain/errors.ts';
import { definition, readsOf } from './reads-of.ts';

describe('shared/aws/reads/task-definition', () => {
  test('containers keep their image, limit and awslogs target; other log drivers have none', async () => {
    const options = {
      'awslogs-group': '/ecs/api',
      'awslogs-region': 'us-east-1',
      'awslogs-stream-prefix': 'ecs',
    };
    const reads = readsOf({
      DescribeTaskDefinition: () => ({
        taskDefinition: {
          taskDefinitionArn: definition(7),
          status: 'ACTIVE',
          networkMode: 'awsvpc',
          registeredBy: 'arn:aws:iam::111122223333:user/ana',
          registeredAt: new Date('2026-11-02T08:00:00Z'),
          containerDefinitions: [
            { name: 'api', image: 'api:7', memory: 512, logConfiguration: { logDriver: 'awslogs', options } },
            { name: 'proxy', image: 'envoy', essential: false, logConfiguration: { logDriver: 'fluentd' } },
          ],
        },
        tags: [{ key: 'team', value: 'payments' }, { key: 'bare' }],
      }),
    });

    expect(await reads.taskDefinition(definition(7))).toEqual({
      taskDefinitionArn: definition(7),
      status: 'ACTIVE',
      networkMode: 'awsvpc',
      registeredBy: 'arn:aws:iam::111122223333:user/ana',
      registeredAt: '2026-11-02T08:00:00.000Z',
      containers: [
        {
          name: 'api',
          image: 'api:7',
          essential: true,
          memory: 512,
          log: { group: '/ecs/api', region: 'us-east-1', streamPrefix: 'ecs' },
        },
        { name: 'proxy', image: 'envoy', essential: false },
      ],
      tags: { team: 'payments', bare: '' },
    });
  });

  test('one that does not exist is undefined; other complaints of ECS are errors', async () => {
    const saying = (message: string) =>
      readsOf({
        DescribeTaskDefinition: () => {
          throw new ClientException({ $metadata: {}, message });
        },
      });

    expect(await saying('Unable to describe task definition.').taskDefinition(definition(9))).toBeUndefined();
    await expect(saying('Too busy.').taskDefinition(definition(9))).rejects.toThrow(ReadError);
  });
});
