import {
  ClientException,
  ClusterNotFoundException,
  ServiceNotActiveException,
  ServiceNotFoundException,
} from '@aws-sdk/client-ecs';
import { lastPart } from './arns.ts';
import { refusal } from './errors.ts';
import type { ClusterModel, DefinitionModel, ServiceModel, TaskModel, World } from './model.ts';
import { forgetTasks } from './task-memory.ts';

/** By name or ARN; without either the cluster is `default`. Tasks that are due to be forgotten are. */
export function findCluster(world: World, reference: string | undefined): ClusterModel | undefined {
  const cluster = world.clusters.get(lastPart(reference ?? 'default'));
  if (cluster === undefined || (reference?.startsWith('arn:') && reference !== cluster.arn)) return undefined;
  forgetTasks(world, cluster);
  return cluster;
}

/** Throws ClusterNotFoundException. */
export function clusterOf(world: World, reference: string | undefined): ClusterModel {
  const cluster = findCluster(world, reference);
  if (cluster === undefined) throw new ClusterNotFoundException(refusal('Cluster not found.'));
  return cluster;
}

/** By name or ARN, in its old and new form. */
export function findService(cluster: ClusterModel, reference: string | undefined): ServiceModel | undefined {
  if (reference?.startsWith('arn:') && !isArnOf(cluster, reference)) return undefined;
  return cluster.services.get(lastPart(reference ?? ''));
}

/** Throws ServiceNotFoundException, and ServiceNotActiveException for one that is being or has been deleted. */
export function activeServiceOf(cluster: ClusterModel, reference: string | undefined): ServiceModel {
  const service = findService(cluster, reference);
  if (service === undefined) throw new ServiceNotFoundException(refusal('Service not found.'));
  if (service.record.status === 'ACTIVE') return service;
  throw new ServiceNotActiveException(refusal('Service was not ACTIVE.'));
}

export function findTask(cluster: ClusterModel, reference: string | undefined): TaskModel | undefined {
  return cluster.tasks.get(lastPart(reference ?? ''));
}

/** By ARN, `family:revision`, or `family` for its newest ACTIVE revision. */
export function findDefinition(world: World, reference: string | undefined): DefinitionModel | undefined {
  const name = lastPart(reference ?? '');
  const [family = '', revision] = name.split(':');
  if (revision !== undefined)
    return world.definitions.get(world.arns.taskDefinition(family, Number(revision)));
  for (let newest = world.revisions.get(family) ?? 0; newest > 0; newest--) {
    const candidate = world.definitions.get(world.arns.taskDefinition(family, newest));
    if (candidate?.record.status === 'ACTIVE') return candidate;
  }
  return undefined;
}

/** A definition that tasks may be started from; throws ClientException. */
export function activeDefinitionOf(world: World, reference: string | undefined): DefinitionModel {
  const definition = findDefinition(world, reference);
  if (definition === undefined) throw new ClientException(refusal('TaskDefinition not found.'));
  if (definition.record.status === 'ACTIVE') return definition;
  throw new ClientException(refusal('TaskDefinition is inactive'));
}

/** A service ARN names the cluster, except in its old form. */
function isArnOf(cluster: ClusterModel, arn: string): boolean {
  const parts = arn.slice(arn.indexOf('service/')).split('/');
  return parts.length === 2 || parts[1] === cluster.name;
}
