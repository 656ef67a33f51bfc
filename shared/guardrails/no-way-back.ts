import type { Action } from '../domain/action.ts';
import type { Guardrail } from '../domain/guard.ts';
import { act, observe } from './verdict.ts';

const id = 'no-way-back';

/** What can be pulled up to the moment in which it is gone for good is a person's to give up, whatever the mode. */
export const noWayBack: Guardrail = {
  id,
  summary: 'Deleting images that were not archived first is always asked, whatever the mode.',
  review({ actions }, { config: { approvers } }) {
    if (!actions.some(isForGood)) return act(id, 'nothing is deleted that was not archived first');
    const reason = 'images that were not archived first cannot be brought back: people decide';
    if (approvers.length > 0) return { type: 'ask', by: id, reason, approvers };
    return observe(id, `${reason}, but the configuration names no approvers who could answer`);
  },
};

function isForGood(action: Action): boolean {
  if (action.kind === 'ecr.delete-images') return action.status !== 'ARCHIVED';
  return action.kind === 'ecr-public.delete-images';
}
