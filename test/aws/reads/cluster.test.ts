import { describe, expect, test } from 'vitest';
import { CLUSTER, readsOf } from './reads-of.ts';

describe('shared/aws/reads/cluster', () => {
  test('a cluster tells its active services and capacity providers; a missing one is undefined', async () => {
    const reads = readsOf({
      DescribeClusters: ({ clusters }) =>
        clusters?.[0] === CLUSTER
          ? {
              clusters: [
                { clusterArn: CLUSTER, activeServicesCount: 12, capacityProviders: ['FARGATE_SPOT'] },
              ],
            }
          : { failures: [{ reason: 'MISSING' }] },
    });

    expect(await reads.cluster(CLUSTER)).toEqual({
      clusterArn: CLUSTER,
      activeServices: 12,
      capacityProviders: ['FARGATE_SPOT'],
    });
    expect(await reads.cluster(`${CLUSTER}-gone`)).toBeUndefined();
  });

  test('a cluster without its number of services is an error: none is not the same as unknown', async () => {
    const reads = readsOf({ DescribeClusters: () => ({ clusters: [{ clusterArn: CLUSTER }] }) });

    await expect(reads.cluster(CLUSTER)).rejects.toThrow('activeServicesCount');
  });
});
