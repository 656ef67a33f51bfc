import {
  DescribeServicesCommand,
  type ECSClient,
  type Deployment as EcsDeployment,
  type Service as EcsService,
  type ServiceEvent,
} from '@aws-sdk/client-ecs';
import type { Deployment, Service } from '../../domain/fleet.ts';
import { hasName } from '../failures.ts';
import { need, onlyMissing, type Reading, read } from '../read.ts';
import { iso, tagsOf } from '../shapes.ts';

/** DescribeServices with tags. `undefined` when the service, or its cluster, does not exist. */
export async function readService(
  ecs: ECSClient,
  clusterArn: string,
  name: string,
): Promise<Service | undefined> {
  const reading = { action: 'ecs:DescribeServices', what: `service "${name}" of ${clusterArn}` };
  return read(reading, async () => {
    const found = await describe(ecs, clusterArn, name);
    onlyMissing(found?.failures, reading);
    const service = found?.services?.[0];
    return service && serviceFrom(service, reading);
  });
}

async function describe(ecs: ECSClient, cluster: string, name: string) {
  try {
    return await ecs.send(new DescribeServicesCommand({ cluster, services: [name], include: ['TAGS'] }));
  } catch (error) {
    if (hasName(error, 'ClusterNotFoundException')) return undefined;
    throw error;
  }
}

export function serviceFrom(service: EcsService, reading: Reading): Service {
  const breaker = service.deploymentConfiguration?.deploymentCircuitBreaker;
  return {
    serviceArn: need(service.serviceArn, 'serviceArn', reading),
    name: need(service.serviceName, 'serviceName', reading),
    clusterArn: need(service.clusterArn, 'clusterArn', reading),
    status: need(service.status, 'status', reading),
    taskDefinitionArn: need(taskDefinitionOf(service), 'taskDefinition', reading),
    desiredCount: need(service.desiredCount, 'desiredCount', reading),
    runningCount: need(service.runningCount, 'runningCount', reading),
    pendingCount: need(service.pendingCount, 'pendingCount', reading),
    // ECS leaves the field out of services that use its own controller.
    deploymentController: service.deploymentController?.type ?? 'ECS',
    circuitBreaker: { enabled: breaker?.enable ?? false, rollback: breaker?.rollback ?? false },
    deployments: (service.deployments ?? []).map((deployment) => deploymentFrom(deployment, reading)),
    tags: tagsOf(service.tags),
    ...groupsOf(service),
    startedTasks: startedTasks(service.events),
  };
}

function groupsOf({ loadBalancers = [] }: EcsService): Pick<Service, 'targetGroups'> {
  const groups = loadBalancers.flatMap(({ targetGroupArn }) => targetGroupArn?.split(':').at(-1) ?? []);
  return groups.length > 0 ? { targetGroups: groups } : {};
}

/** Enough to tell why the newest ones fail. */
const TASKS_NAMED = 5;

/** From "(service payments-api) has started 2 tasks: (task 0a1b…) (task 2c3d…)."; the list is newest first. */
function startedTasks(events: readonly ServiceEvent[] = []): readonly string[] {
  const started = events.filter(({ message }) => message?.includes(' has started '));
  const ids = started.flatMap(({ message = '' }) => [...message.matchAll(/\(task ([\w-]{1,64})\)/g)]);
  return ids.slice(0, TASKS_NAMED).map(([, id = '']) => id);
}

/** With the CODE_DEPLOY and EXTERNAL controllers the revision is that of the primary task set. */
function taskDefinitionOf(service: EcsService): string | undefined {
  const primary = service.taskSets?.find((taskSet) => taskSet.status === 'PRIMARY');
  return service.taskDefinition ?? primary?.taskDefinition;
}

function deploymentFrom(deployment: EcsDeployment, reading: Reading): Deployment {
  const { rolloutState, createdAt } = deployment;
  return {
    id: need(deployment.id, 'deployments[].id', reading),
    status: need(deployment.status, 'deployments[].status', reading),
    taskDefinitionArn: need(deployment.taskDefinition, 'deployments[].taskDefinition', reading),
    desiredCount: need(deployment.desiredCount, 'deployments[].desiredCount', reading),
    runningCount: need(deployment.runningCount, 'deployments[].runningCount', reading),
    failedTasks: deployment.failedTasks ?? 0,
    ...(rolloutState && { rolloutState }),
    ...(createdAt && { createdAt: iso(createdAt) }),
  };
}
