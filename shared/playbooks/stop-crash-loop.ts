import * as z from 'zod/mini';
import { type Cause, clause } from '../domain/cause.ts';
import type { Outcome, Triage } from '../domain/decision.ts';
import type { Playbook } from '../domain/playbook.ts';
import type { Signal } from '../domain/signal.ts';
import type { CrashLoopFacts } from './ecs/crash-loop-facts.ts';
import { quietWhileRestored } from './ecs/left-to-restore.ts';
import { NO_REVISION } from './ecs/no-revision.ts';
import { serviceTarget } from './ecs/targets.ts';

const minutes = (fallback: number) => z._default(z.int().check(z.minimum(1), z.maximum(1440)), fallback);

const settings = z.strictObject({
  /** Respond after so many failed tasks of one task definition within the window. */
  failures: z._default(z.int().check(z.minimum(2), z.maximum(100)), 5),
  windowMinutes: minutes(10),
  remedy: z._default(z.enum(['roll-back', 'scale-to-zero', 'tell']), 'roll-back'),
  /** Give up waiting for a steady service after so long. */
  verifyMinutes: minutes(15),
  /** Then watch so long whether it comes back. */
  comeBackMinutes: minutes(10),
  /** Tell again of a revision that nobody fixed after so many hours. */
  remindHours: z._default(z.int().check(z.minimum(1), z.maximum(168)), 24),
});
export type CrashLoopSettings = z.infer<typeof settings>;

/** What hosts, registries and networks do is no fault of the revision, and ECS replaces service tasks by itself. */
const NOT_THE_REVISION: readonly string[] = [
  'spot-interrupted',
  'host-retired',
  'host-lost',
  'infrastructure-unhealthy',
  'no-capacity',
  'image-rate-limited',
  'network-interface-failed',
];

export const stopCrashLoop: Playbook<CrashLoopSettings, CrashLoopFacts> = {
  id: 'stop-crash-loop',
  domain: 'ecs',
  summary: 'Stop a service whose tasks keep failing, by rolling back to the last revision that was steady',
  hears: ['ecs.task-stopped', 'ecs.service-action'],
  settings,
  permissions: [
    'ecs:DescribeServices',
    'ecs:DescribeTasks',
    'ecs:ListServiceDeployments',
    'ecs:DescribeServiceRevisions',
    'ecs:DescribeTaskDefinition',
  ],
  actions: ['ecs.deploy-revision', 'ecs.set-desired-count'],
  triage,
  response: async () => (await import('./ecs/crash-loop-response.ts')).crashLoopResponse,
  quietSeconds: (outcome, { remindHours }) =>
    quietWhileRestored(outcome) ?? (isSettled(outcome) ? 0 : remindHours * 3600),
};

function triage(signal: Signal, cause: Cause | null, config: CrashLoopSettings): Triage {
  if (signal.kind === 'ecs.service-action') {
    if (signal.eventName !== 'SERVICE_TASK_START_IMPAIRED')
      return ignore(`this playbook does not answer ${signal.eventName}`);
    const mark = { at: signal.occurredAt, id: signal.id, group: NO_REVISION };
    const target = serviceTarget(signal, signal.service);
    return { type: 'respond', target, mark, severity: 'critical', reason: 'ECS cannot start its tasks' };
  }
  if (signal.kind !== 'ecs.task-stopped') return ignore('only stopped tasks count');
  const { task } = signal;
  if (!task.service) return ignore('not a task of a service');
  if (!cause || cause.expected) return ignore(cause?.summary ?? 'the task has not stopped');
  if (cause.code === 'image-archived') return ignore(`${clause(cause)}: restore-image answers that`);
  if (NOT_THE_REVISION.includes(cause.code)) {
    return ignore(`${clause(cause)}; ECS replaces the task by itself, and no revision is at fault`);
  }
  const group = task.taskDefinition ?? 'unknown';
  return {
    type: 'count',
    target: serviceTarget(signal, task.service),
    mark: { at: task.stoppedAt ?? signal.occurredAt, id: task.taskId, group, data: cause.code },
    windowSeconds: config.windowMinutes * 60,
    threshold: config.failures,
    severity: 'critical',
    reason: cause.summary,
  };
}

/** Fixed, or gone by itself: whatever fails from now on is news. */
function isSettled(outcome: Outcome): boolean {
  if (outcome.type === 'nothing') return outcome.released === true;
  return outcome.type === 'held' || outcome.type === 'done';
}

function ignore(reason: string): Triage {
  return { type: 'ignore', reason };
}
