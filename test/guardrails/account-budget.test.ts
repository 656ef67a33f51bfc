import { describe, expect, it } from 'vitest';
import { accountBudget } from '../../shared/guardrails/account-budget.ts';
import { CONFIG, factsUnder, factsWith, PLAN, planOf, ROLLBACK } from './sample.ts';

describe('shared/guardrails/account-budget', () => {
  it.each([
    [19, PLAN, 'act', '19 of 20 actions in this account used this hour, 1 wanted'],
    [19, planOf([ROLLBACK, ROLLBACK]), 'deny', '19 of 20 actions in this account used this hour, 2 wanted'],
    [20, PLAN, 'deny', '20 of 20 actions in this account used this hour, 1 wanted'],
    [Number.NaN, PLAN, 'deny', 'NaN is not a number of actions taken this hour'],
    [-3, PLAN, 'deny', '-3 is not a number of actions taken this hour'],
  ])('with %d actions used says accordingly', (actionsThisHour, plan, type, reason) => {
    const verdict = accountBudget.review(plan, factsWith({ actionsThisHour }));

    expect(verdict).toEqual({ type, by: 'account-budget', reason });
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('denies under a budget of %d', (limit) => {
    const budgets = { ...CONFIG.budgets, perAccountPerHour: limit };

    const verdict = accountBudget.review(PLAN, factsUnder({ budgets }));

    expect(verdict.type).toBe('deny');
  });
});
