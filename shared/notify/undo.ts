import type { Action } from '../domain/action.ts';
import { clusterName } from '../domain/arn.ts';
import type { Attempt } from '../domain/decision.ts';
import { shortName } from './format.ts';

/** The command that takes an action back, for whoever has the right to run it; empty when nothing was done. */
export function undoCommand({ action, result }: Attempt): string {
  if (result.type !== 'done') return '';
  const cluster = `--cluster ${clusterName(action.clusterArn)}`;
  if (action.kind === 'ecs.run-task') {
    return result.after ? `aws ecs stop-task ${cluster} --task ${shortName(result.after)}` : '';
  }
  return `aws ecs update-service ${cluster} --service ${action.service} ${change(action.inverse)}`;
}

type Inverse = Extract<Action, { inverse: unknown }>['inverse'];

function change(inverse: Inverse): string {
  if (inverse.kind === 'ecs.set-desired-count') return `--desired-count ${inverse.to}`;
  return `--task-definition ${shortName(inverse.to)}`;
}
