import { UnsupportedFeatureException } from '@aws-sdk/client-ecs';
import { describe, expect, test } from 'vitest';
import { createReads } from '../../../shared/aws/reads.ts';
import { ReadError } from '../../../shared/domain/errors.ts';
import { serviceError, simulatedAws } from '../simulated-aws.ts';
import { ARN, CLUSTER, definition, readsOf } from './reads-of.ts';

describe('shared/aws/reads/steady-revisions', () => {
  const revisionArn = (id: number) => `${ARN}:service-revision/prod/api/${id}`;
  /** Deployment `id` went to revision `id`, and ended `id` hours into the day. */
  const deployed = (id: number) => ({
    targetServiceRevisionArn: revisionArn(id),
    finishedAt: new Date(Date.UTC(2026, 10, 2, id)),
    status: 'SUCCESSFUL' as const,
  });

  test('all pages are read, the newest comes first, and each task definition only once', async () => {
    const pages = [[deployed(1), deployed(4)], [deployed(3)], [deployed(2)]];
    // Revisions 2 and 4 are the same task definition: it was deployed, replaced and rolled back to.
    const definitions = [0, 1, 2, 3, 2].map(definition);
    const reads = readsOf({
      ListServiceDeployments: ({ nextToken = '0' }) => ({
        serviceDeployments: pages[Number(nextToken)],
        nextToken: Number(nextToken) + 1 < pages.length ? String(Number(nextToken) + 1) : undefined,
      }),
      DescribeServiceRevisions: ({ serviceRevisionArns = [] }) => ({
        serviceRevisions: serviceRevisionArns.map((arn) => ({
          serviceRevisionArn: arn,
          taskDefinition: definitions[Number(arn.split('/').at(-1))],
        })),
      }),
    });

    const steady = await reads.steadyRevisions(CLUSTER, 'api');

    expect(steady).toEqual([
      { taskDefinitionArn: definition(2), finishedAt: '2026-11-02T04:00:00.000Z' },
      { taskDefinitionArn: definition(3), finishedAt: '2026-11-02T03:00:00.000Z' },
      { taskDefinitionArn: definition(1), finishedAt: '2026-11-02T01:00:00.000Z' },
    ]);
  });

  test('of a long history the twenty newest are described, in one call', async () => {
    const asked: number[] = [];
    const reads = readsOf({
      ListServiceDeployments: () => ({
        serviceDeployments: Array.from({ length: 90 }, (_, id) => deployed(id)),
      }),
      DescribeServiceRevisions: ({ serviceRevisionArns = [] }) => {
        asked.push(serviceRevisionArns.length);
        return {
          serviceRevisions: serviceRevisionArns.map((arn) => ({
            serviceRevisionArn: arn,
            taskDefinition: definition(Number(arn.split('/').at(-1))),
          })),
        };
      },
    });

    const steady = await reads.steadyRevisions(CLUSTER, 'api');

    expect(asked).toEqual([20]);
    expect(steady[0]?.taskDefinitionArn).toBe(definition(89));
    expect(steady).toHaveLength(20);
  });

  test('without a finished deployment nothing more is asked', async () => {
    const aws = simulatedAws({ ListServiceDeployments: () => ({ serviceDeployments: [] }) });

    expect(await createReads(aws.clients).steadyRevisions(CLUSTER, 'api')).toEqual([]);
    expect(aws.calls).toEqual(['ecs:ListServiceDeployments']);
  });

  test('a service that ECS does not deploy has no steady revision', async () => {
    const reads = readsOf({
      ListServiceDeployments: () => {
        throw new UnsupportedFeatureException({ $metadata: {}, message: 'not for this controller' });
      },
    });

    expect(await reads.steadyRevisions(CLUSTER, 'api')).toEqual([]);
  });

  test('a page that fails makes the whole read fail', async () => {
    const reads = readsOf({
      ListServiceDeployments: ({ nextToken }) => {
        if (nextToken) throw serviceError('ServerException', 'Server error', 500);
        return { serviceDeployments: [deployed(1)], nextToken: 'more' };
      },
    });

    await expect(reads.steadyRevisions(CLUSTER, 'api')).rejects.toThrow(ReadError);
  });
});
