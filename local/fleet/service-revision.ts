import { imageDigest } from './containers.ts';
import { isOfRegistry } from './ecr/pull.ts';
import type { DefinitionModel, ServiceModel, World } from './model.ts';

/** Keep what a deployment consists of; gives the service revision's ARN. */
export function recordRevision(world: World, service: ServiceModel, definition: DefinitionModel): string {
  const arn = world.arns.serviceRevision(service.cluster.name, service.name, service.random.digits(19));
  const { placement, record } = service;
  service.revisions.set(arn, {
    serviceRevisionArn: arn,
    serviceArn: service.arn,
    clusterArn: service.cluster.arn,
    taskDefinition: definition.record.taskDefinitionArn,
    launchType: placement.launchType,
    capacityProviderStrategy: placement.capacityProviderStrategy && [...placement.capacityProviderStrategy],
    platformVersion: placement.platformVersion,
    networkConfiguration: placement.network && { awsvpcConfiguration: placement.network },
    loadBalancers: record.loadBalancers,
    containerImages: (definition.record.containerDefinitions ?? []).map(({ name, image }) => ({
      containerName: name,
      image,
      // What the simulated registry has is settled by the first task that pulls it.
      ...(!isOfRegistry(world, image ?? '') && { imageDigest: imageDigest(image ?? '') }),
    })),
    createdAt: new Date(world.timeline.now()),
  });
  return arn;
}
