import * as z from 'zod/mini';
import type { Cause } from '../domain/cause.ts';
import type { Triage } from '../domain/decision.ts';
import type { Playbook } from '../domain/playbook.ts';
import type { Signal } from '../domain/signal.ts';
import { registryTarget } from './ecr/scan-targets.ts';
import { hubImage } from './ecs/docker-hub.ts';
import type { PullCacheFacts } from './ecs/pull-cache-response.ts';

const settings = z.strictObject({
  /** Propose after so many tasks that Docker Hub's limit kept from starting within the window. */
  failures: z._default(z.int().check(z.minimum(1), z.maximum(100)), 3),
  windowMinutes: z._default(z.int().check(z.minimum(1), z.maximum(1440)), 60),
  /** Say it again, if it goes on, after so many hours. */
  remindHours: z._default(z.int().check(z.minimum(1), z.maximum(168)), 24),
});
export type PullCacheSettings = z.infer<typeof settings>;

export const proposePullCache: Playbook<PullCacheSettings, PullCacheFacts> = {
  id: 'propose-pull-cache',
  domain: 'ecs',
  summary: 'Propose a cache in ECR for images of Docker Hub whose pull limit keeps tasks from starting',
  hears: ['ecs.task-stopped'],
  settings,
  permissions: ['ecr:DescribePullThroughCacheRules'],
  // To create the rule takes credentials of Docker Hub, and to use it new task definitions: people's work.
  actions: [],
  triage,
  response: async () => (await import('./ecs/pull-cache-response.ts')).pullCacheResponse,
  quietSeconds: (_outcome, { remindHours }) => remindHours * 3600,
};

/** The limit is on the account's addresses, so whatever hits it is one problem of the account and Region. */
function triage(signal: Signal, cause: Cause | null, config: PullCacheSettings): Triage {
  if (signal.kind !== 'ecs.task-stopped') return ignore('only stopped tasks are looked at');
  if (cause?.code !== 'image-rate-limited') return ignore('it did not fail for a limit on pulls');
  const image = hubImage(cause.subject ?? '');
  if (image === undefined) return ignore('its image is not of Docker Hub');
  const { task } = signal;
  return {
    type: 'count',
    target: registryTarget(signal),
    mark: {
      at: task.stoppedAt ?? signal.occurredAt,
      id: task.taskId,
      group: 'docker-hub',
      data: `${image} ${task.taskDefinition ?? 'a task'}`,
    },
    windowSeconds: config.windowMinutes * 60,
    threshold: config.failures,
    severity: 'warning',
    reason: cause.summary,
  };
}

function ignore(reason: string): Triage {
  return { type: 'ignore', reason };
}
