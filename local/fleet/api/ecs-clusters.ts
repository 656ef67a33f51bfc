import type {
  Cluster,
  DescribeClustersRequest,
  DescribeClustersResponse,
  KeyValuePair,
  ListClustersRequest,
  ListClustersResponse,
  Service,
} from '@aws-sdk/client-ecs';
import { findCluster } from '../lookup.ts';
import type { ClusterModel, World } from '../model.ts';
import { isStarting } from '../service-census.ts';
import { checkCount, ecsPage, lookUp } from './ecs-input.ts';

export function describeClusters(world: World, input: DescribeClustersRequest): DescribeClustersResponse {
  const references = input.clusters ?? ['default'];
  checkCount('Clusters', references, 100);
  const { found, failures } = lookUp(
    references,
    (reference) => findCluster(world, reference),
    (name) => world.arns.cluster(name),
  );
  return { clusters: found.map((cluster) => describe(cluster, input.include ?? [])), failures };
}

export function listClusters(world: World, input: ListClustersRequest): ListClustersResponse {
  const { items, ...next } = ecsPage([...world.clusters.values()], input, 100);
  return { clusterArns: items.map(({ arn }) => arn), ...next };
}

function describe(cluster: ClusterModel, include: readonly string[]): Cluster {
  const { tags, settings, ...record } = cluster.record;
  const tasks = [...cluster.tasks.values()];
  const services = [...cluster.services.values()].filter(({ record: { status } }) => status === 'ACTIVE');
  return {
    ...record,
    status: 'ACTIVE',
    registeredContainerInstancesCount: cluster.instances.length,
    activeServicesCount: services.length,
    runningTasksCount: tasks.filter(({ task }) => task.lastStatus === 'RUNNING').length,
    pendingTasksCount: tasks.filter(isStarting).length,
    statistics: include.includes('STATISTICS') ? statistics(cluster) : [],
    tags: include.includes('TAGS') ? (tags ?? []) : [],
    settings: include.includes('SETTINGS') ? (settings ?? []) : [],
  };
}

/** Counts by launch type. */
function statistics(cluster: ClusterModel): KeyValuePair[] {
  const tasks = [...cluster.tasks.values()].map(({ task }) => task);
  const running = (type: string) =>
    tasks.filter((task) => task.lastStatus === 'RUNNING' && task.launchType === type).length;
  const pending = (type: string) =>
    [...cluster.tasks.values()].filter((model) => isStarting(model) && model.task.launchType === type).length;
  return [
    { name: 'runningEC2TasksCount', value: String(running('EC2')) },
    { name: 'runningFargateTasksCount', value: String(running('FARGATE')) },
    { name: 'pendingEC2TasksCount', value: String(pending('EC2')) },
    { name: 'pendingFargateTasksCount', value: String(pending('FARGATE')) },
    ...services(cluster),
  ];
}

function services(cluster: ClusterModel): KeyValuePair[] {
  const records = [...cluster.services.values()].map(({ record }) => record);
  const count = (status: string, fargate: boolean) =>
    String(records.filter((record) => record.status === status && isFargate(record) === fargate).length);
  return [
    { name: 'activeEC2ServiceCount', value: count('ACTIVE', false) },
    { name: 'activeFargateServiceCount', value: count('ACTIVE', true) },
    { name: 'drainingEC2ServiceCount', value: count('DRAINING', false) },
    { name: 'drainingFargateServiceCount', value: count('DRAINING', true) },
  ];
}

/** A service that names neither a launch type nor a Fargate provider runs on EC2. */
function isFargate({ launchType, capacityProviderStrategy }: Service): boolean {
  if (launchType !== undefined) return launchType === 'FARGATE';
  return capacityProviderStrategy?.some((item) => item.capacityProvider?.startsWith('FARGATE')) === true;
}
