import type { Guardrail } from '../domain/guard.ts';
import { givesBack } from './gives-back.ts';
import { act, deny, isCount } from './verdict.ts';

const id = 'account-budget';

/** Bounds what one bad hour can do, over all targets together. */
export const accountBudget: Guardrail = {
  id,
  summary: 'At most `budgets.perAccountPerHour` actions in one account and region in a clock hour.',
  review(plan, { actionsThisHour: used, config }) {
    if (givesBack(plan)) return act(id, 'giving back what was saved is not counted out');
    const limit = config.budgets.perAccountPerHour;
    if (!isCount(limit))
      return deny(id, `budgets.perAccountPerHour is ${limit}, which is no number of actions`);
    if (!isCount(used)) return deny(id, `${used} is not a number of actions taken this hour`);

    const sum = `${used} of ${limit} actions in this account used this hour, ${plan.actions.length} wanted`;
    return used + plan.actions.length > limit ? deny(id, sum) : act(id, sum);
  },
};
