import * as z from 'zod/mini';
import { type Cause, clause } from '../domain/cause.ts';
import type { Triage } from '../domain/decision.ts';
import type { Playbook } from '../domain/playbook.ts';
import type { Signal } from '../domain/signal.ts';
import { networkSetting } from './ecs/network-setting.ts';
import type { RerunFacts } from './ecs/rerun-facts.ts';
import { retrierOf } from './ecs/retrier.ts';
import { familyTarget } from './ecs/targets.ts';

const settings = z.strictObject({
  /** Start a failed task again at most so many times. */
  tries: z._default(z.int().check(z.minimum(1), z.maximum(10)), 3),
  /** Wait so long before the first rerun, twice as long before the next; Spot and host failures do not wait. */
  backoffSeconds: z._default(z.int().check(z.minimum(0), z.maximum(3600)), 60),
  /** A rerun has held when it ran so long, or finished with 0. */
  steadySeconds: z._default(z.int().check(z.minimum(10), z.maximum(3600)), 60),
  verifyMinutes: z._default(z.int().check(z.minimum(1), z.maximum(240)), 15),
  comeBackMinutes: z._default(z.int().check(z.minimum(1), z.maximum(1440)), 10),
  /** Where to run instead, by the capacity provider that failed; the cluster must have it. */
  capacityFallback: z._default(z.record(z.string(), z.string()), { FARGATE_SPOT: 'FARGATE' }),
  /** After out-of-memory, give the container so much more by override; 0 = do not rerun then. */
  memoryIncreasePercent: z._default(z.int().check(z.minimum(0), z.maximum(300)), 0),
  /** By task family: for tasks whose network no rule, schedule or interface tells. */
  network: networkSetting,
  /** Tell again of a family that nobody fixed after so many hours. */
  remindHours: z._default(z.int().check(z.minimum(1), z.maximum(168)), 4),
});
export type RerunSettings = z.infer<typeof settings>;

export const rerunFailedTask: Playbook<RerunSettings, RerunFacts> = {
  id: 'rerun-failed-task',
  domain: 'ecs',
  summary: 'Run a standalone or scheduled task again when a restart can help',
  hears: ['ecs.task-stopped'],
  settings,
  permissions: [
    'ecs:DescribeTasks',
    'ecs:DescribeTaskDefinition',
    'ecs:DescribeClusters',
    'events:ListRules',
    'events:ListTargetsByRule',
    'scheduler:GetSchedule',
    'scheduler:ListSchedules',
    'ec2:DescribeNetworkInterfaces',
  ],
  actions: ['ecs.run-task'],
  triage,
  response: async () => (await import('./ecs/rerun-response.ts')).rerunResponse,
  quietSeconds: (outcome, { remindHours }) => (outcome.type === 'held' ? undefined : remindHours * 3600),
};

function triage(signal: Signal, cause: Cause | null): Triage {
  if (signal.kind !== 'ecs.task-stopped') return ignore('only stopped tasks are rerun');
  const { task } = signal;
  if (task.service || task.startedBy?.startsWith('ecs-svc/')) {
    return ignore(`a task of service ${task.service ?? 'unknown'}: ECS replaces it by itself`);
  }
  if (!cause || cause.expected) return ignore(cause?.summary ?? 'the task has not stopped');
  if (cause.code === 'image-archived') return ignore(`${clause(cause)}: restore-image answers that`);
  const retrier = retrierOf(task);
  if (retrier) return ignore(`started by ${retrier}, which retries by itself`);
  if (!task.taskDefinition) return ignore('the event names no task definition, so it cannot be run again');
  const group = groupOf(task.taskDefinition, cause);
  return {
    type: 'respond',
    target: familyTarget(signal, task.taskDefinition),
    mark: { at: task.stoppedAt ?? signal.occurredAt, id: task.taskId, group, data: cause.code },
    severity: 'warning',
    reason: cause.summary,
  };
}

/** Told of once, the same cause in the same revision is no news; another cause is. */
function groupOf(taskDefinition: string, cause: Cause): string {
  return `${taskDefinition} ${cause.code}`;
}

function ignore(reason: string): Triage {
  return { type: 'ignore', reason };
}
