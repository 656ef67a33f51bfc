import { ContinueServiceDeploymentCommand, type ECSClient } from '@aws-sdk/client-ecs';
import { readServiceDeployment } from '../aws/reads/service-deployment.ts';
import type { ActionResult } from '../domain/decision.ts';
import type { ServiceDeployment } from '../domain/fleet.ts';
import type { ContinueDeployment } from '../domain/fleet-action.ts';
import { compareAndSet } from './compare-and-set.ts';

/** What a pause hook says once it has its answer: ecs_hook_state_change_events.html of the ECS developer guide. */
const ANSWERED = { CONTINUE: 'SUCCEEDED', ROLLBACK: 'FAILED' } as const;
const WORDS: Readonly<Record<string, string>> = {
  AWAITING_ACTION: 'waiting',
  SUCCEEDED: 'continued',
  FAILED: 'rolled back',
};

/** Answers a deployment that waits at a pause hook, if it still waits for this very answer. */
export function continueDeployment(ecs: ECSClient, action: ContinueDeployment): Promise<ActionResult> {
  const { target, hookId, decision } = action;
  return compareAndSet({
    target,
    permission: 'ecs:ContinueServiceDeployment',
    what: 'pause hook',
    from: 'AWAITING_ACTION',
    to: ANSWERED[decision],
    words: (status) => WORDS[status] ?? status,
    current: async () => standing(await readServiceDeployment(ecs, target), hookId),
    write: () =>
      ecs.send(
        new ContinueServiceDeploymentCommand({ serviceDeploymentArn: target, hookId, action: decision }),
      ),
  });
}

/** ECS tells of active hooks only, so what became of one that it tells of no more stands in the deployment. */
function standing(deployment: ServiceDeployment | undefined, hookId: string): string | undefined {
  const hook = deployment?.hooks.find(({ id }) => id === hookId);
  if (hook || !deployment) return hook?.status;
  if (deployment.status.startsWith('ROLLBACK_')) return ANSWERED.ROLLBACK;
  return ['IN_PROGRESS', 'SUCCESSFUL'].includes(deployment.status) ? ANSWERED.CONTINUE : undefined;
}
