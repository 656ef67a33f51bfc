import { DescribeServicesCommand, type ECSClient, type Service } from '@aws-sdk/client-ecs';
import { clusterName } from '../../domain/arn.ts';
import { ReadError } from '../../domain/errors.ts';
import type { ImageUse } from '../../domain/image.ts';
import { need, onlyMissing, read } from '../read.ts';
import { listServices } from '../reads/ecs-lists.ts';
import { chunks } from '../shapes.ts';
import { type Place, usesBy } from './place.ts';
import { readDeployed } from './service-deployments.ts';
import { imagesOfRevisions, newestRevisions } from './service-revisions.ts';

/** DescribeServices takes so many at once. */
const PER_CALL = 10;

/**
 * What each service is made of now, also while it has no task, and what it was made of before: the images of its
 * task definitions, of the service revisions that are being deployed, and of the last ones that were successful.
 */
export async function readServiceUses(place: Place): Promise<readonly ImageUse[]> {
  const ecs = await place.clients.ecs();
  const uses: ImageUse[] = [];
  for (const cluster of await place.clusters()) {
    for (const arns of chunks(await listServices(ecs, cluster), PER_CALL)) {
      for (const service of await describeServices(ecs, cluster, arns)) {
        uses.push(...(await usesOf(place, ecs, cluster, service)));
      }
    }
  }
  return uses;
}

async function usesOf(
  place: Place,
  ecs: ECSClient,
  cluster: string,
  service: Service,
): Promise<readonly ImageUse[]> {
  const reading = { action: 'ecs:DescribeServices', what: `a service of ${clusterName(cluster)}` };
  const name = need(service.serviceName, 'serviceName', reading);
  const by = `service ${name} in ${clusterName(cluster)}`;
  const defined = await Promise.all(definitionsOf(service).map(place.imagesOf));
  const { deployed, successful } = await readDeployed(ecs, cluster, name, service.currentServiceDeployment);
  const now = await imagesOfRevisions(ecs, deployed, by);
  const before = await newestRevisions(ecs, successful, place.rollbackDepth, by);
  return [...usesBy('deployed', by, [...defined.flat(), ...now]), ...usesBy('rollback', by, before)];
}

/** Also those of the task sets that CodeDeploy or an external controller makes. */
function definitionsOf(service: Service): readonly string[] {
  const parts = [service, ...(service.deployments ?? []), ...(service.taskSets ?? [])];
  return [...new Set(parts.flatMap(({ taskDefinition }) => taskDefinition ?? []))];
}

/** What was deleted since it was listed is MISSING; a service that is not even mentioned may run. */
async function describeServices(
  ecs: ECSClient,
  cluster: string,
  services: readonly string[],
): Promise<readonly Service[]> {
  const reading = { action: 'ecs:DescribeServices', what: `the services of ${clusterName(cluster)}` };
  return read(reading, async () => {
    const found = await ecs.send(new DescribeServicesCommand({ cluster, services: [...services] }));
    onlyMissing(found.failures, reading);
    const seen = found.services ?? [];
    const told = seen.length + (found.failures?.length ?? 0);
    if (told >= services.length) return seen;
    throw new ReadError(
      `${reading.what} came back incomplete: of ${services.length} that ECS lists it says nothing about ${services.length - told}; it helps to wait`,
    );
  });
}
