import type { Guardrail } from '../domain/guard.ts';
import { givesBack } from './gives-back.ts';
import { act, deny, isCount } from './verdict.ts';

const id = 'target-budget';
const DAY = 24 * 60 * 60_000;

/** However sure the playbook is, one target is changed only so often a day. */
export const targetBudget: Guardrail = {
  id,
  summary: 'At most `budgets.perTargetPerDay` actions on one target in 24 hours.',
  review(plan, { now, record, config }) {
    if (givesBack(plan)) return act(id, 'giving back what was saved is not counted out');
    const limit = config.budgets.perTargetPerDay;
    if (!isCount(limit))
      return deny(id, `budgets.perTargetPerDay is ${limit}, which is no number of actions`);

    // Written so that a time which cannot be read (NaN) counts as within the day.
    const used = record.acts.filter((mark) => !(now - Date.parse(mark.at) >= DAY)).length;
    const sum = `${used} of ${limit} actions on this target used in 24 hours, ${plan.actions.length} wanted`;
    return used + plan.actions.length > limit ? deny(id, sum) : act(id, sum);
  },
};
