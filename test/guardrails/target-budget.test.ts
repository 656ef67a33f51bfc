import { describe, expect, it } from 'vitest';
import { targetBudget } from '../../shared/guardrails/target-budget.ts';
import { actAgo, CONFIG, factsAfter, PLAN, planOf, ROLLBACK } from './sample.ts';

const DAY = 24 * 60;

describe('shared/guardrails/target-budget', () => {
  it('lets the last action of the day through', () => {
    const verdict = targetBudget.review(PLAN, factsAfter([actAgo(600, 1), actAgo(1, 3)]));

    expect(verdict).toMatchObject({
      type: 'act',
      reason: '2 of 3 actions on this target used in 24 hours, 1 wanted',
    });
  });

  it('denies the one after it, of this incident or an earlier one', () => {
    const verdict = targetBudget.review(PLAN, factsAfter([actAgo(600, 1), actAgo(1, 3), actAgo(2, 3)]));

    expect(verdict).toEqual({
      type: 'deny',
      by: 'target-budget',
      reason: '3 of 3 actions on this target used in 24 hours, 1 wanted',
    });
  });

  it('counts every action of the plan', () => {
    const plan = planOf([ROLLBACK, ROLLBACK]);

    const verdict = targetBudget.review(plan, factsAfter([actAgo(600, 1), actAgo(1, 3)]));

    expect(verdict.type).toBe('deny');
  });

  it('forgets what is a day old', () => {
    const acts = [actAgo(DAY, 1), actAgo(DAY + 1, 1), actAgo(DAY + 2, 1), actAgo(DAY - 1, 1)];

    const verdict = targetBudget.review(PLAN, factsAfter(acts));

    expect(verdict.reason).toContain('1 of 3 actions');
  });

  it('counts what has no readable time', () => {
    const acts = Array.from({ length: 3 }, () => ({ at: '?', id: 'a', group: '1' }));

    const verdict = targetBudget.review(PLAN, factsAfter(acts));

    expect(verdict.type).toBe('deny');
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('denies under a budget of %d', (perTargetPerDay) => {
    const budgets = { ...CONFIG.budgets, perTargetPerDay };

    const verdict = targetBudget.review(PLAN, factsAfter([], { budgets }));

    expect(verdict.type).toBe('deny');
  });
});
