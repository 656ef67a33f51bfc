import { type ECSClient, ListClustersCommand, ListServicesCommand } from '@aws-sdk/client-ecs';
import { clusterName } from '../../domain/arn.ts';
import { hasName } from '../failures.ts';
import { allPages } from '../pages.ts';
import { need, read } from '../read.ts';

/** ARNs of all clusters of the account in this Region. */
export async function listClusters(ecs: ECSClient): Promise<readonly string[]> {
  const reading = { action: 'ecs:ListClusters', what: 'the list of ECS clusters' };
  return read(reading, () =>
    allPages(async (nextToken) => {
      const page = await ecs.send(new ListClustersCommand({ nextToken }));
      return { items: need(page.clusterArns, 'clusterArns', reading), next: page.nextToken };
    }),
  );
}

/** ARNs. Asked for one strategy at a time: whether ListServices gives both without a filter is not documented. */
export async function listServices(ecs: ECSClient, cluster: string): Promise<readonly string[]> {
  const reading = { action: 'ecs:ListServices', what: `the list of services in ${clusterName(cluster)}` };
  const ofStrategy = (schedulingStrategy: 'REPLICA' | 'DAEMON') =>
    allPages(async (nextToken) => {
      const page = await ecs.send(
        new ListServicesCommand({ cluster, schedulingStrategy, maxResults: 100, nextToken }),
      );
      return { items: need(page.serviceArns, 'serviceArns', reading), next: page.nextToken };
    });
  return read(reading, async () => {
    try {
      return [...new Set([...(await ofStrategy('REPLICA')), ...(await ofStrategy('DAEMON'))])];
    } catch (error) {
      // A cluster that is gone by now had no services: ECS does not delete one that has.
      if (hasName(error, 'ClusterNotFoundException')) return [];
      throw error;
    }
  });
}
