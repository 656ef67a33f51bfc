import { describe, expect, it } from 'vitest';
import { cooldown } from '../../shared/guardrails/cooldown.ts';
import { actAgo, factsAfter, PLAN, planOf, RERUN, ROLLBACK } from './sample.ts';

describe('shared/guardrails/cooldown', () => {
  it.each([
    ['nothing was done before', []],
    ['an earlier incident was acted on long enough ago', [actAgo(30, 2)]],
    ['only this incident was acted on', [actAgo(1, 3), actAgo(5, 3)]],
  ])('has nothing to say when %s', (_name, acts) => {
    const verdict = cooldown.review(PLAN, factsAfter(acts));

    expect(verdict.type).toBe('act');
  });

  it('leaves a plan alone whose playbook keeps a cooldown of its own', () => {
    const verdict = cooldown.review({ ...PLAN, ownCooldown: true }, factsAfter([actAgo(1, 2)]));

    expect(verdict.type).toBe('act');
  });

  it('denies while an earlier incident is fresh, and says how fresh', () => {
    const verdict = cooldown.review(PLAN, factsAfter([actAgo(300, 1), actAgo(29, 2), actAgo(1, 3)]));

    expect(verdict).toEqual({
      type: 'deny',
      by: 'cooldown',
      reason: 'an earlier incident was acted on 29 minutes ago, less than the cooldown of 30 minutes',
    });
  });

  it('counts what lies in the future as fresh', () => {
    const verdict = cooldown.review(PLAN, factsAfter([actAgo(-10, 2)]));

    expect(verdict.type).toBe('deny');
  });

  it('counts a time that cannot be read as fresh', () => {
    const verdict = cooldown.review(PLAN, factsAfter([{ at: 'once', id: 'a', group: '2' }]));

    expect(verdict.type).toBe('deny');
    expect(verdict.reason).toContain('at a time that cannot be read');
  });

  it.each([Number.NaN, -1, Number.POSITIVE_INFINITY])('denies under a cooldown of %d minutes', (minutes) => {
    const verdict = cooldown.review(PLAN, factsAfter([], { cooldownMinutes: minutes }));

    expect(verdict.type).toBe('deny');
    expect(verdict.reason).toBe(`cooldownMinutes is ${minutes}, which is no time`);
  });

  it('holds nothing back that changes nothing, and everything else', () => {
    const fresh = factsAfter([actAgo(1, 2)]);

    const rerun = cooldown.review(planOf([RERUN]), fresh);
    const both = cooldown.review(planOf([RERUN, ROLLBACK]), fresh);

    const reason = 'it changes nothing that is there: low risk needs no cooldown';
    expect(rerun).toEqual({ type: 'act', by: 'cooldown', reason });
    expect(both.type).toBe('deny');
  });

  it('speaks of one minute in the singular', () => {
    const verdict = cooldown.review(PLAN, factsAfter([actAgo(1, 2)]));

    expect(verdict.reason).toContain('1 minute ago');
  });

  it('can be switched off with a cooldown of nothing', () => {
    const verdict = cooldown.review(PLAN, factsAfter([actAgo(1, 2)], { cooldownMinutes: 0 }));

    expect(verdict.type).toBe('act');
  });
});
