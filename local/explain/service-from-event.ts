import type { Service } from '../../shared/domain/fleet.ts';
import {
  type HookSignal,
  isTaskSignal,
  type RollbackSignal,
  type ServiceSignal,
  type Signal,
  type TaskSignal,
} from '../../shared/domain/signal.ts';
import { serviceTarget } from '../../shared/playbooks/ecs/targets.ts';

/** One task of two runs: a service in trouble, but not gone. */
export const DESIRED = 2;
export const RUNNING = 1;

/** The service that a task belongs to or that a service event is about; undefined for anything else. */
export function serviceFromEvent(signal: Signal): Service | undefined {
  if (isTaskSignal(signal)) {
    const { service, taskDefinitionArn } = signal.task;
    return service === undefined ? undefined : madeUp(signal, service, taskDefinitionArn);
  }
  return 'service' in signal ? madeUp(signal, signal.service, undefined) : undefined;
}

/** The ARN of the revision before, where there can be one. */
export function previousRevision(taskDefinitionArn: string): string | undefined {
  const [, family, revision] = /^(.+):(\d+)$/.exec(taskDefinitionArn) ?? [];
  const before = Number(revision) - 1;
  return before >= 1 ? `${family}:${before}` : undefined;
}

function madeUp(
  signal: HookSignal | ServiceSignal | RollbackSignal | TaskSignal,
  name: string,
  definition: string | undefined,
): Service {
  const { clusterArn, cluster } = serviceTarget(signal, name);
  const arnOf = (resource: string) => clusterArn.replace(/cluster\/.*$/, resource);
  // Service events name no task definition: a first revision has none before it that could be made up, too.
  const taskDefinitionArn = definition ?? arnOf(`task-definition/${name}:1`);
  const counts = { desiredCount: DESIRED, runningCount: RUNNING };
  const primary = { id: 'made-up', status: 'PRIMARY', rolloutState: 'IN_PROGRESS', failedTasks: 1 };
  return {
    serviceArn: arnOf(`service/${cluster}/${name}`),
    name,
    clusterArn,
    status: 'ACTIVE',
    taskDefinitionArn,
    ...counts,
    pendingCount: 0,
    deploymentController: 'ECS',
    circuitBreaker: { enabled: false, rollback: false },
    deployments: [{ ...primary, ...counts, taskDefinitionArn }],
    tags: {},
  };
}
