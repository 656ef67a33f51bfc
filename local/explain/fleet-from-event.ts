import type { ClusterSummary, Service, TaskDefinition } from '../../shared/domain/fleet.ts';
import type { NetworkConfiguration } from '../../shared/domain/fleet-action.ts';
import type { Reads } from '../../shared/domain/reads.ts';
import { isTaskSignal, type Signal, type TaskState } from '../../shared/domain/signal.ts';
import { EMPTY_REGISTRY } from '../empty-registry.ts';
import { NOTHING_SCALES } from '../nothing-scales.ts';
import { deploymentFromEvent } from './deployment-from-event.ts';
import { registryFromEvent } from './registry-from-event.ts';
import { scalingFromEvent } from './scaling-from-event.ts';
import { scanFromEvent } from './scan-from-event.ts';
import { previousRevision, serviceFromEvent } from './service-from-event.ts';

const ACTIVE_SERVICES = 10;
const FARGATE_PROVIDERS = ['FARGATE', 'FARGATE_SPOT'];
/** Ids of the right form that nothing has: the event does not tell the real ones. */
const MADE_UP_SUBNET = 'subnet-00000000000000000';
const MADE_UP_SECURITY_GROUP = 'sg-00000000000000000';
const DAY = 24 * 3600 * 1000;

/**
 * A fleet that knows nothing but what the event tells, and has whatever else a healthy one would have: the
 * task as it stands, its service, an ACTIVE task definition, a revision that ran before. Never touches AWS.
 */
export function fleetFromEvent(signal: Signal): Reads {
  const task = isTaskSignal(signal) ? signal.task : undefined;
  const service = serviceFromEvent(signal);
  return {
    service: async (_cluster, name) => (service?.name === name ? service : undefined),
    steadyRevisions: async () => steadyRevisions(service, signal.occurredAt),
    taskDefinition: async (arn) => taskDefinition(arn, task),
    tasks: async (_cluster, ids) => (task && names(ids, task) ? [task] : []),
    cluster: async (clusterArn) => cluster(clusterArn, task),
    network: async (about) => network(about),
    logTail: async () => [],
    ...deploymentFromEvent(signal),
    ...EMPTY_REGISTRY,
    ...NOTHING_SCALES,
    ...registryFromEvent(task),
    ...scanFromEvent(signal),
    ...scalingFromEvent(signal),
  };
}

/** DescribeTasks takes ids as well as ARNs. */
function names(ids: readonly string[], { taskId, taskArn }: TaskState): boolean {
  return ids.includes(taskId) || ids.includes(taskArn);
}

function steadyRevisions(service: Service | undefined, occurredAt: string) {
  const before = service && previousRevision(service.taskDefinitionArn);
  const finishedAt = new Date(Date.parse(occurredAt) - DAY).toISOString();
  return before === undefined ? [] : [{ taskDefinitionArn: before, finishedAt }];
}

function taskDefinition(taskDefinitionArn: string, task: TaskState | undefined): TaskDefinition {
  const containers = task?.containers.map(({ name, image = '' }) => ({ name, image, essential: true }));
  const networkMode = task && hasInterface(task) ? { networkMode: 'awsvpc' } : {};
  return { taskDefinitionArn, status: 'ACTIVE', containers: containers ?? [], tags: {}, ...networkMode };
}

/** Fargate knows no other network mode, even for a task that stopped before it had an interface. */
function hasInterface({ launchType, subnetId, networkInterfaceId }: TaskState): boolean {
  return launchType === 'FARGATE' || subnetId !== undefined || networkInterfaceId !== undefined;
}

function cluster(clusterArn: string, task: TaskState | undefined): ClusterSummary {
  const own = task?.capacityProvider ? [task.capacityProvider] : [];
  const fargate = task?.launchType === 'FARGATE' || own.some((name) => FARGATE_PROVIDERS.includes(name));
  const capacityProviders = [...new Set([...own, ...(fargate ? FARGATE_PROVIDERS : [])])];
  return { clusterArn, activeServices: ACTIVE_SERVICES, capacityProviders };
}

function network({ subnetId }: TaskState): NetworkConfiguration {
  return {
    subnets: [subnetId ?? MADE_UP_SUBNET],
    securityGroups: [MADE_UP_SECURITY_GROUP],
    assignPublicIp: 'DISABLED',
  };
}
