import { DescribeServicesCommand, type ECSClient, type Service as EcsService } from '@aws-sdk/client-ecs';
import { clusterName } from '../../domain/arn.ts';
import type { Service } from '../../domain/fleet.ts';
import { hasName } from '../failures.ts';
import { need, onlyMissing, type Reading, read } from '../read.ts';
import { chunks } from '../shapes.ts';
import { listClusters, listServices } from './ecs-lists.ts';
import { serviceFrom } from './service.ts';

/** DescribeServices takes so many at once. */
const PER_CALL = 10;

/** Every service of every cluster, with its tags: a call for ten of them. */
export async function readServices(ecs: ECSClient): Promise<readonly Service[]> {
  return readWhere(ecs, () => true);
}

/** Those that register their tasks with this target group: `targetgroup/<name>/<id>`, as its ARN ends. */
export async function readServicesBehind(ecs: ECSClient, targetGroup: string): Promise<readonly Service[]> {
  return readWhere(ecs, ({ loadBalancers = [], taskSets = [] }) =>
    [...loadBalancers, ...taskSets.flatMap((set) => set.loadBalancers ?? [])].some(({ targetGroupArn }) =>
      targetGroupArn?.endsWith(`:${targetGroup}`),
    ),
  );
}

async function readWhere(
  ecs: ECSClient,
  wanted: (service: EcsService) => boolean,
): Promise<readonly Service[]> {
  const found: Service[] = [];
  for (const cluster of await listClusters(ecs)) {
    const reading = { action: 'ecs:DescribeServices', what: `the services of ${clusterName(cluster)}` };
    for (const arns of chunks(await listServices(ecs, cluster), PER_CALL)) {
      const services = await describe(ecs, cluster, arns, reading);
      found.push(...services.filter(wanted).map((service) => serviceFrom(service, reading)));
    }
  }
  return found;
}

/** One that was deleted since it was listed is missing, or INACTIVE; with its cluster all are. */
function describe(ecs: ECSClient, cluster: string, arns: readonly string[], reading: Reading) {
  return read(reading, async () => {
    try {
      const found = await ecs.send(
        new DescribeServicesCommand({ cluster, services: [...arns], include: ['TAGS'] }),
      );
      onlyMissing(found.failures, reading);
      return need(found.services, 'services', reading);
    } catch (error) {
      if (hasName(error, 'ClusterNotFoundException')) return [];
      throw error;
    }
  });
}
