import { sha256 } from '../../domain/digest.ts';
import type { RunTask } from '../../domain/fleet-action.ts';
import type { TaskState } from '../../domain/signal.ts';
import { withMoreMemory } from './memory.ts';
import { AT_ONCE, type FailedTask, type RerunDecisionSettings, type RerunFacts } from './rerun-facts.ts';

/** The same task again, as it was but for its capacity and memory, where the settings say so. */
export function runAgain(
  failed: FailedTask,
  number: number,
  facts: RerunFacts,
  config: RerunDecisionSettings,
): RunTask {
  const { task, cause, network } = failed;
  const fallback =
    cause && AT_ONCE.includes(cause.code) ? config.capacityFallback[task.capacityProvider ?? ''] : undefined;
  const allowed = fallback !== undefined && facts.capacityProviders.includes(fallback);
  const capacityProvider = allowed ? fallback : task.capacityProvider;
  const overrides =
    cause?.code === 'out-of-memory' ? withMoreMemory(failed, config.memoryIncreasePercent) : task.overrides;
  const custom = task.group && !/^(family|service):/.test(task.group) ? task.group : undefined;
  return {
    kind: 'ecs.run-task',
    target: task.clusterArn,
    clusterArn: task.clusterArn,
    risk: 'low',
    clientToken: `wk-${sha256(task.taskArn).slice(0, 40)}`,
    replaces: task.taskArn,
    taskDefinitionArn: task.taskDefinitionArn ?? '',
    startedBy: startedBy(task, number),
    ...(custom && { group: custom }),
    ...(capacityProvider ? { capacityProvider } : task.launchType && { launchType: task.launchType }),
    ...(task.platformVersion && { platformVersion: task.platformVersion }),
    ...(network && { network }),
    ...(overrides !== undefined && { overrides }),
    ...(task.enableExecuteCommand !== undefined && { enableExecuteCommand: task.enableExecuteCommand }),
    tags: { 'watchkeeper:incident': facts.incidentId, 'watchkeeper:replaces': task.taskId },
  };
}

const OURS = /^watchkeeper\/(\d+)(?:\/(.*))?$/;

/** How often Watchkeeper has run this task again already, told by who started it. */
export function earlierReruns({ startedBy }: TaskState): number {
  return Number(OURS.exec(startedBy ?? '')?.[1] ?? 0);
}

/** `watchkeeper/<try>/<who started the first one>`: RunTask takes 128 letters, digits, `-`, `_` and `/`. */
function startedBy(task: TaskState, number: number): string {
  const original = OURS.exec(task.startedBy ?? '')?.[2] ?? task.startedBy ?? 'run-task';
  return `watchkeeper/${number}/${original.replace(/[^\w/-]/g, '_')}`.slice(0, 128);
}
