import type { Reads } from '../../shared/domain/reads.ts';
import { EMPTY_REGISTRY } from '../empty-registry.ts';
import { NOTHING_SCALES } from '../nothing-scales.ts';
import { CLUSTER_ARN, GOOD, SERVICE_ARN } from './case.ts';
import type { Service } from './state.ts';

const TASKS = 2;

/** The fleet as a response reads it: only the service changes, so only its read is a step of the exploration. */
export function onlyServiceChanges({ service }: Pick<Reads, 'service'>): Reads {
  return {
    service,
    steadyRevisions: async () => [{ taskDefinitionArn: GOOD, finishedAt: '2026-11-01T00:00:00.000Z' }],
    taskDefinition: async (taskDefinitionArn) => ({
      taskDefinitionArn,
      status: 'ACTIVE',
      containers: [],
      tags: {},
    }),
    serviceDeployment: async () => undefined,
    serviceRevision: async () => undefined,
    tasks: async () => [],
    cluster: async (clusterArn) => ({ clusterArn, activeServices: 10, capacityProviders: [] }),
    network: async () => undefined,
    logTail: async () => [],
    ...EMPTY_REGISTRY,
    ...NOTHING_SCALES,
  };
}

/** DescribeServices' answer. */
export function described({ revision, steady }: Service): object {
  const running = steady ? TASKS : 0;
  const deployment = {
    id: 'ecs-svc/1',
    status: 'PRIMARY',
    taskDefinition: revision,
    rolloutState: steady ? 'COMPLETED' : 'IN_PROGRESS',
    desiredCount: TASKS,
    runningCount: running,
  };
  const service = {
    serviceArn: SERVICE_ARN,
    serviceName: 'payments-api',
    clusterArn: CLUSTER_ARN,
    status: 'ACTIVE',
    taskDefinition: revision,
    desiredCount: TASKS,
    runningCount: running,
    pendingCount: 0,
    deployments: [deployment],
  };
  return { services: [service] };
}
