import type { Service } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import { type Behaviour, serviceError } from '../simulated-aws.ts';
import { CLUSTER } from './reads-of.ts';
import { API, scalingReadsOf } from './scaling.ts';

const BATCH = CLUSTER.replace('/prod', '/batch');
const GROUP = 'targetgroup/api/0a1b2c3d';
const behind = (group: string) => [
  { targetGroupArn: `arn:aws:elasticloadbalancing:eu-west-1:111122223333:${group}` },
];

/** Two clusters, the first with 23 services on two pages, the second without any. */
function fleet(more: Partial<Service> = {}): Behaviour {
  const arns = Array.from({ length: 23 }, (_, index) => `${API.serviceArn}-${index}`);
  return {
    ListClusters: ({ nextToken }) =>
      nextToken ? { clusterArns: [BATCH] } : { clusterArns: [CLUSTER], nextToken: 'more' },
    ListServices: ({ cluster, schedulingStrategy, nextToken }) => {
      if (cluster === BATCH || schedulingStrategy === 'DAEMON') return { serviceArns: [] };
      return nextToken
        ? { serviceArns: arns.slice(20) }
        : { serviceArns: arns.slice(0, 20), nextToken: 'more' };
    },
    DescribeServices: ({ services = [], include }) => {
      expect(services.length).toBeLessThanOrEqual(10);
      expect(include).toEqual(['TAGS']);
      return { services: services.map((arn) => ({ ...API, serviceArn: arn, serviceName: arn, ...more })) };
    },
  };
}

describe('shared/aws/reads/services', () => {
  it('every service of every cluster is read, ten at once, with its tags', async () => {
    const found = await scalingReadsOf(fleet()).services();

    expect(new Set(found.map(({ name }) => name)).size).toBe(23);
    expect(found[0]?.tags).toEqual({ team: 'payments' });
  });

  it('a target group is served by what registers its tasks there, also with a task set of CodeDeploy', async () => {
    const ofSet = { taskSets: [{ status: 'PRIMARY', loadBalancers: behind(GROUP) }] };

    expect(await scalingReadsOf(fleet({ loadBalancers: behind(GROUP) })).servicesBehind(GROUP)).toHaveLength(
      23,
    );
    expect(await scalingReadsOf(fleet(ofSet)).servicesBehind(GROUP)).toHaveLength(23);
    expect(await scalingReadsOf(fleet({ loadBalancers: behind(`${GROUP}4`) })).servicesBehind(GROUP)).toEqual(
      [],
    );
    expect(await scalingReadsOf(fleet()).servicesBehind(GROUP)).toEqual([]);
  });

  it('a cluster that is gone meanwhile has no services; any other failure makes the read fail', async () => {
    const failing = (name: string) => () => {
      throw serviceError(name, 'no', 400);
    };
    const gone = { ...fleet(), DescribeServices: failing('ClusterNotFoundException') };
    const broken = { ...fleet(), DescribeServices: failing('ServerException') };

    expect(await scalingReadsOf(gone).services()).toEqual([]);
    await expect(scalingReadsOf(broken).services()).rejects.toThrow('the services of prod');
  });
});
