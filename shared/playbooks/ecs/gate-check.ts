import type { Action } from '../../domain/action.ts';
import type { Check } from '../../domain/decision.ts';
import type { ServiceDeployment } from '../../domain/fleet.ts';
import { waitingAt } from './gate-facts.ts';

/** What became of a deployment that was answered. */
export function checkAnswer(deployment: ServiceDeployment | undefined, actions: readonly Action[]): Check {
  const [action] = actions;
  if (action?.kind !== 'ecs.continue-deployment') return { type: 'failed', reason: 'nothing was planned' };
  if (!deployment) return { type: 'failed', reason: 'the deployment is gone' };
  const asked = actions.map((one) => 'hookId' in one && one.hookId);
  if (waitingAt(deployment).some(({ id }) => asked.includes(id))) {
    return { type: 'waiting', reason: 'it still waits for the answer' };
  }
  const { status } = deployment;
  if (action.decision === 'ROLLBACK') return checkRollback(status);
  if (status.startsWith('ROLLBACK_')) return { type: 'failed', reason: 'it was rolled back all the same' };
  return { type: 'held', reason: 'the deployment goes on', final: true };
}

function checkRollback(status: string): Check {
  if (status === 'ROLLBACK_SUCCESSFUL')
    return { type: 'held', reason: 'ECS rolled the deployment back', final: true };
  if (status.startsWith('ROLLBACK_') && status !== 'ROLLBACK_FAILED') {
    return { type: 'waiting', reason: 'ECS rolls the deployment back' };
  }
  return { type: 'failed', reason: `the deployment is ${status}, not rolled back` };
}
