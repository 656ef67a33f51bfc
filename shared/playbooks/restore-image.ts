import * as z from 'zod/mini';
import type { Cause } from '../domain/cause.ts';
import type { Outcome, Triage } from '../domain/decision.ts';
import type { Playbook } from '../domain/playbook.ts';
import type { Signal, TaskSignal } from '../domain/signal.ts';
import { archivedImage } from './ecs/archived-image.ts';
import { networkSetting } from './ecs/network-setting.ts';
import type { RestoreFacts } from './ecs/restore-facts.ts';
import { familyTarget, serviceTarget } from './ecs/targets.ts';

const minutes = (fallback: number) => z._default(z.int().check(z.minimum(1), z.maximum(1440)), fallback);

const settings = z.strictObject({
  /** Give up after so long: ECR takes up to 20 minutes to restore, ECS up to 27 until it tries again. */
  verifyMinutes: minutes(60),
  /** Then watch so long whether it comes back. */
  comeBackMinutes: minutes(10),
  network: networkSetting,
  /** Tell again of an image that nobody could restore after so many hours. */
  remindHours: z._default(z.int().check(z.minimum(1), z.maximum(168)), 24),
});
export type RestoreSettings = z.infer<typeof settings>;

export const restoreImage: Playbook<RestoreSettings, RestoreFacts> = {
  id: 'restore-image',
  domain: 'ecs',
  summary: 'Restore an archived image that a task cannot pull, and see the task run',
  hears: ['ecs.task-stopped'],
  settings,
  permissions: [
    'ecs:DescribeServices',
    'ecs:DescribeTasks',
    'ecs:DescribeTaskDefinition',
    'events:ListRules',
    'events:ListTargetsByRule',
    'scheduler:GetSchedule',
    'scheduler:ListSchedules',
    'ec2:DescribeNetworkInterfaces',
    'ecr:DescribeImages',
    'ecr:BatchGetImage',
    'ecr:ListTagsForResource',
  ],
  actions: ['ecr.restore-images', 'ecs.run-task'],
  triage,
  response: async () => (await import('./ecs/restore-response.ts')).restoreResponse,
  quietSeconds: (outcome, { remindHours }) => (isSettled(outcome) ? 0 : remindHours * 3600),
};

/** The first failure is enough: until somebody restores the image, every other one ends like it. */
function triage(signal: Signal, cause: Cause | null): Triage {
  if (signal.kind !== 'ecs.task-stopped') return ignore('only stopped tasks are looked at');
  if (cause?.code !== 'image-archived') return ignore('it did not fail for an archived image');
  const target = targetOf(signal);
  if (!target) return ignore('the event names neither a service nor a task definition');
  const { task } = signal;
  return {
    type: 'respond',
    target,
    mark: {
      at: task.stoppedAt ?? signal.occurredAt,
      id: task.taskId,
      group: archivedImage(task, cause) ?? 'unknown image',
      ...(task.taskDefinition && { data: task.taskDefinition }),
    },
    severity: task.service ? 'critical' : 'warning',
    reason: cause.summary,
  };
}

function targetOf(signal: TaskSignal) {
  const { service, taskDefinition } = signal.task;
  if (service) return serviceTarget(signal, service);
  return taskDefinition && familyTarget(signal, taskDefinition);
}

/** Fixed, or gone by itself: whatever fails from now on is news, what failed meanwhile is not. */
function isSettled(outcome: Outcome): boolean {
  if (outcome.type === 'nothing') return outcome.released === true;
  return outcome.type === 'held' || outcome.type === 'done';
}

function ignore(reason: string): Triage {
  return { type: 'ignore', reason };
}
