import { DescribeClustersCommand, type ECSClient } from '@aws-sdk/client-ecs';
import type { ClusterSummary } from '../../domain/fleet.ts';
import { need, onlyMissing, read } from '../read.ts';

/** DescribeClusters; `undefined` when there is no such cluster. */
export async function readCluster(ecs: ECSClient, clusterArn: string): Promise<ClusterSummary | undefined> {
  const reading = { action: 'ecs:DescribeClusters', what: `cluster ${clusterArn}` };
  return read(reading, async () => {
    const found = await ecs.send(new DescribeClustersCommand({ clusters: [clusterArn] }));
    onlyMissing(found.failures, reading);
    const cluster = found.clusters?.[0];
    if (!cluster) return undefined;
    return {
      clusterArn: need(cluster.clusterArn, 'clusterArn', reading),
      activeServices: need(cluster.activeServicesCount, 'activeServicesCount', reading),
      capacityProviders: cluster.capacityProviders ?? [],
    };
  });
}
