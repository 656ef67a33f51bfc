import type {
  DescribeServicesRequest,
  DescribeServicesResponse,
  ListServicesRequest,
  ListServicesResponse,
  Service,
  UpdateServiceRequest,
  UpdateServiceResponse,
} from '@aws-sdk/client-ecs';
import { beginDeployment } from '../deployment.ts';
import { activeDefinitionOf, activeServiceOf, clusterOf, findService } from '../lookup.ts';
import type { DeploymentModel, ServiceModel, World } from '../model.ts';
import { setDesiredCount } from '../service.ts';
import { countTasks } from '../service-census.ts';
import { checkCount, ecsPage, invalid, lookUp } from './ecs-input.ts';

export function describeServices(world: World, input: DescribeServicesRequest): DescribeServicesResponse {
  const cluster = clusterOf(world, input.cluster);
  checkCount('Services', input.services, 10);
  const withTags = input.include?.includes('TAGS') === true;
  const { found, failures } = lookUp(
    input.services,
    (reference) => findService(cluster, reference),
    (name) => world.arns.service(cluster.name, name),
  );
  return { services: found.map((service) => describe(service, withTags)), failures };
}

export function listServices(world: World, input: ListServicesRequest): ListServicesResponse {
  const cluster = clusterOf(world, input.cluster);
  const wanted = [...cluster.services.values()].filter(
    ({ record }) =>
      record.status !== 'INACTIVE' &&
      (input.launchType === undefined || record.launchType === input.launchType) &&
      (input.schedulingStrategy ?? 'REPLICA') === record.schedulingStrategy,
  );
  const { items, ...next } = ecsPage(wanted, input, 10);
  return { serviceArns: items.map(({ arn }) => arn), ...next };
}

/** A new desired count makes no deployment; a new task definition or `forceNewDeployment` does. */
export function updateService(world: World, input: UpdateServiceRequest): UpdateServiceResponse {
  const cluster = clusterOf(world, input.cluster);
  const service = activeServiceOf(cluster, input.service);
  const definition = activeDefinitionOf(world, input.taskDefinition ?? service.record.taskDefinition);
  checkUpdate(service, input);
  applySettings(service, input);
  if (input.desiredCount !== undefined) setDesiredCount(service, input.desiredCount);
  const moved = definition.record.taskDefinitionArn !== service.record.taskDefinition;
  const reconnected = input.networkConfiguration !== undefined || input.platformVersion !== undefined;
  if (moved || reconnected || input.forceNewDeployment === true)
    beginDeployment(world, service, { definition });
  return { service: describe(service, true) };
}

function checkUpdate(service: ServiceModel, input: UpdateServiceRequest): void {
  if (input.desiredCount !== undefined && input.desiredCount < 0) {
    throw invalid('desiredCount must not be negative.');
  }
  const controller = service.record.deploymentController?.type ?? 'ECS';
  const redeploys = input.taskDefinition !== undefined || input.forceNewDeployment === true;
  if (controller === 'ECS' || !redeploys) return;
  throw invalid(`Unable to update task definition on services with a ${controller} deployment controller.`);
}

function applySettings(service: ServiceModel, input: UpdateServiceRequest): void {
  const { record } = service;
  const { deploymentConfiguration, networkConfiguration } = input;
  record.deploymentConfiguration = { ...record.deploymentConfiguration, ...deploymentConfiguration };
  record.networkConfiguration = networkConfiguration ?? record.networkConfiguration;
  record.platformVersion = input.platformVersion ?? record.platformVersion;
  if (input.capacityProviderStrategy !== undefined) {
    record.capacityProviderStrategy = input.capacityProviderStrategy;
    record.launchType = undefined;
  }
  service.placement = {
    ...service.placement,
    launchType: record.launchType,
    capacityProviderStrategy: record.capacityProviderStrategy,
    network: record.networkConfiguration?.awsvpcConfiguration,
    platformVersion: input.platformVersion ?? service.placement.platformVersion,
  };
}

function describe(service: ServiceModel, withTags: boolean): Service {
  const { running, pending } = countTasks(service);
  const { tasks } = service;
  const drained = service.record.status === 'DRAINING' && tasks.size === 0;
  if (drained) service.record.status = 'INACTIVE';
  return {
    ...service.record,
    runningCount: running,
    pendingCount: pending,
    deployments: service.deployments.map((deployment) => describeDeployment(service, deployment)),
    currentServiceDeployment: currentDeployment(service),
    ...(withTags && { tags: [...service.tags] }),
  };
}

function describeDeployment(
  service: ServiceModel,
  deployment: DeploymentModel,
): NonNullable<Service['deployments']>[number] {
  const { running, pending } = countTasks(service, deployment);
  const primary = deployment === service.deployments[0];
  const { placement } = deployment;
  return {
    id: deployment.id,
    status: primary ? 'PRIMARY' : 'ACTIVE',
    taskDefinition: deployment.taskDefinitionArn,
    desiredCount: primary ? service.record.desiredCount : running,
    runningCount: running,
    pendingCount: pending,
    failedTasks: deployment.failedTasks,
    createdAt: new Date(deployment.createdAt),
    updatedAt: new Date(deployment.updatedAt),
    launchType: placement.launchType,
    capacityProviderStrategy: placement.capacityProviderStrategy && [...placement.capacityProviderStrategy],
    networkConfiguration: placement.network && { awsvpcConfiguration: placement.network },
    platformVersion: placement.platformVersion ?? '1.4.0',
    platformFamily: 'Linux',
    rolloutState: deployment.rolloutState,
    rolloutStateReason: deployment.rolloutStateReason,
  };
}

/** The service deployment that is on its way, if one is. */
function currentDeployment(service: ServiceModel): string | undefined {
  const entry = service.deployments[0]?.entry;
  return entry?.finishedAt === undefined ? entry?.serviceDeploymentArn : undefined;
}
