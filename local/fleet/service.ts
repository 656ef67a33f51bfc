import type { DeploymentConfiguration, LoadBalancer, PropagateTags, Tag } from '@aws-sdk/client-ecs';
import { beginDeployment, completeDeployment } from './deployment.ts';
import type { ClusterModel, DefinitionModel, Placement, ServiceModel, World } from './model.ts';
import { createRandom } from './random.ts';
import { wakeScheduler } from './service-scheduler.ts';
import { serviceTask } from './service-starts.ts';
import { placeTask } from './task.ts';
import { assumeRunning } from './task-life.ts';

/** A service to be. */
export interface NewService {
  readonly cluster: string;
  readonly name: string;
  /** ARN, `family:revision` or `family`. */
  readonly taskDefinition: string;
  readonly desiredCount: number;
  readonly placement?: Placement;
  readonly deploymentConfiguration?: DeploymentConfiguration;
  readonly loadBalancers?: readonly LoadBalancer[];
  readonly tags?: readonly Tag[];
  readonly propagateTags?: PropagateTags;
  /** ECS, unless CODE_DEPLOY or EXTERNAL deploys it. */
  readonly deploymentController?: 'ECS' | 'CODE_DEPLOY' | 'EXTERNAL';
  /**
   * It has been running since this moment (milliseconds since the epoch): its tasks are there, its deployment is
   * in the history, and no event tells of it. Without this it is made now.
   */
  readonly runningSince?: number;
}

export function createService(
  world: World,
  cluster: ClusterModel,
  definition: DefinitionModel,
  wanted: NewService,
): ServiceModel {
  const service = newService(world, cluster, definition, wanted);
  cluster.services.set(service.name, service);
  if (wanted.runningSince === undefined) beginDeployment(world, service, { definition });
  else assumeSteady(world, service, definition, wanted.runningSince);
  return service;
}

/** No task is started any more; when the last has stopped, the service is INACTIVE. */
export function deleteService(service: ServiceModel): void {
  service.record.status = 'DRAINING';
  setDesiredCount(service, 0);
}

/** Scale: this makes no deployment. */
export function setDesiredCount(service: ServiceModel, desiredCount: number): void {
  service.record.desiredCount = desiredCount;
  service.steady = false;
  service.wake();
}

function newService(
  world: World,
  cluster: ClusterModel,
  definition: DefinitionModel,
  wanted: NewService,
): ServiceModel {
  const { name } = wanted;
  const service: ServiceModel = {
    name,
    arn: world.arns.service(cluster.name, name),
    cluster,
    record: serviceRecord(world, cluster, definition, wanted),
    tags: wanted.tags ?? [],
    random: createRandom(world.seed, 'service', cluster.name, name),
    deployments: [],
    tasks: new Set(),
    history: [],
    revisions: new Map(),
    placement: wanted.placement ?? {},
    startFailures: 0,
    retryAt: 0,
    steady: false,
    tickAt: Number.POSITIVE_INFINITY,
    cancelTick: () => {},
    wake: (latest) => wakeScheduler(world, service, latest),
  };
  return service;
}

function serviceRecord(
  world: World,
  cluster: ClusterModel,
  definition: DefinitionModel,
  wanted: NewService,
): ServiceModel['record'] {
  const { placement } = wanted;
  return {
    serviceArn: world.arns.service(cluster.name, wanted.name),
    serviceName: wanted.name,
    clusterArn: cluster.arn,
    status: 'ACTIVE',
    desiredCount: wanted.desiredCount,
    taskDefinition: definition.record.taskDefinitionArn,
    launchType: placement?.launchType,
    capacityProviderStrategy: placement?.capacityProviderStrategy && [...placement.capacityProviderStrategy],
    platformVersion: placement?.platformVersion ?? 'LATEST',
    networkConfiguration: placement?.network && { awsvpcConfiguration: placement.network },
    deploymentConfiguration: {
      maximumPercent: 200,
      minimumHealthyPercent: 100,
      strategy: 'ROLLING',
      ...wanted.deploymentConfiguration,
    },
    deploymentController: { type: wanted.deploymentController ?? 'ECS' },
    loadBalancers: [...(wanted.loadBalancers ?? [])],
    serviceRegistries: [],
    events: [],
    schedulingStrategy: 'REPLICA',
    propagateTags: wanted.propagateTags ?? 'NONE',
    enableECSManagedTags: false,
    enableExecuteCommand: placement?.enableExecuteCommand ?? false,
    createdAt: new Date(wanted.runningSince ?? world.timeline.now()),
  };
}

/** Everything as it would be had the service been made back then, without a word to anybody. */
function assumeSteady(world: World, service: ServiceModel, definition: DefinitionModel, since: number): void {
  const past: World = { ...world, timeline: { ...world.timeline, now: () => since }, send: () => {} };
  const deployment = beginDeployment(past, service, { definition });
  service.cancelTick();
  service.tickAt = Number.POSITIVE_INFINITY;
  for (let count = 0; count < (service.record.desiredCount ?? 0); count++) {
    const placed = placeTask(world, serviceTask(world, service, deployment, definition));
    if (placed.type === 'placed') assumeRunning(world, placed.model, service.placement, since);
  }
  completeDeployment(past, service, deployment);
  service.steady = true;
}
