import { type Action, planHash } from './action.ts';
import type { Attempt } from './decision.ts';
import type { Approval, ApprovalAnswer, IncidentRecord } from './incident.ts';
import { netChanges } from './net-change.ts';

/** What takes back everything that was done, the newest first, each thing in one step. */
export interface Undo {
  readonly actions: readonly Action[];
  readonly planHash: string;
}

/** Undefined when nothing was done, or when something of it cannot be taken back: half an undo helps nobody. */
export function undoOf(attempts: readonly Attempt[]): Undo | undefined {
  const done = attempts.filter(({ result }) => result.type === 'done').map(({ action }) => action);
  const actions = netChanges(done).toReversed().map(inverseOf);
  if (actions.length === 0 || !actions.every((action) => action !== undefined)) return undefined;
  return { actions, planHash: planHash(actions) };
}

/** The answer of somebody who may ask for it, if this very undo was asked for. */
export function undoAsked(
  { approval }: Pick<IncidentRecord, 'approval'>,
  attempts: readonly Attempt[],
): ApprovalAnswer | undefined {
  const answer = approval?.answer;
  if (answer?.type !== 'undone' || !mayAnswer(approval, answer)) return undefined;
  return undoOf(attempts)?.planHash === approval?.planHash ? answer : undefined;
}

function mayAnswer(approval: Approval | undefined, { by }: ApprovalAnswer): boolean {
  return approval?.approvers.includes(by) ?? false;
}

/** What takes an action back can be taken back itself. */
function inverseOf(action: Action): Action | undefined {
  switch (action.kind) {
    case 'ecs.deploy-revision':
    case 'ecs.set-desired-count':
    case 'scaling.set-range':
    case 'scaling.set-group-size':
    case 'scaling.set-group-bounds':
    case 'scaling.set-managed-scaling':
    case 'scaling.set-steps':
    case 'scaling.set-scheduled-action': {
      const { inverse, ...own } = action;
      return { ...inverse, inverse: own } as Action;
    }
    case 'ecr.archive-images':
      return action.inverse;
    case 'scaling.put-policy': {
      const { inverse, ...own } = action;
      return inverse.kind === 'scaling.delete-policy' ? inverse : { ...inverse, inverse: own };
    }
    default:
      return undefined;
  }
}
