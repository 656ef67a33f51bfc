import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../shared/domain/decision.ts';
import type { Guardrail } from '../../shared/domain/guard.ts';
import { GUARDRAILS, review, reviewAll, strictest } from '../../shared/guardrails/index.ts';
import { factsUnder, factsWith, PLAN } from './sample.ts';

/** Files of the room that hold no guardrail. */
const HELPERS = [
  ...['index', 'verdict', 'freeze-window', 'gives-back'],
  ...[
    'bounded-deployment',
    'bounded-hours',
    'bounded-images',
    'bounded-scaling',
    'bounded-scan',
    'bounded-settings',
  ],
];

const ACT: Verdict = { type: 'act', by: 'a', reason: 'fine' };
const ASK: Verdict = { type: 'ask', by: 'b', reason: 'who?', approvers: ['U0AAAAAAA'] };
const OBSERVE: Verdict = { type: 'observe', by: 'c', reason: 'look' };
const DENY: Verdict = { type: 'deny', by: 'd', reason: 'no' };

function guardrailThat(answer: () => Verdict): Guardrail {
  return { id: 'sample', summary: 'A guardrail for this test.', review: answer };
}

describe('shared/guardrails', () => {
  it('registers every guardrail file under its own name', () => {
    const files = readdirSync('shared/guardrails').map((file) => file.replace('.ts', ''));

    const expected = files.filter((file) => !HELPERS.includes(file));

    expect(GUARDRAILS.map(({ id }) => id).sort()).toEqual(expected.sort());
  });

  it('says for every guardrail, in one sentence, what it protects', () => {
    const summaries = GUARDRAILS.map(({ summary }) => summary);

    for (const summary of summaries) expect(summary).toMatch(/^[A-Z].{20,}\.$/);
  });

  it('names the guardrail in every verdict and gives a reason', () => {
    const verdicts = reviewAll(PLAN, factsWith());

    expect(verdicts.map(({ by }) => by)).toEqual(GUARDRAILS.map(({ id }) => id));
    for (const { reason } of verdicts) expect(reason).not.toBe('');
  });

  it('lets an ordinary plan through', () => {
    const verdict = review(PLAN, factsWith());

    expect(verdict.type).toBe('act');
  });

  it.each([
    [[ACT, ASK], ASK],
    [[ASK, OBSERVE, ACT], OBSERVE],
    [[OBSERVE, ASK], OBSERVE],
    [[OBSERVE, DENY, ASK], DENY],
    [[ACT, { ...ACT, by: 'later' }], ACT],
    [[ACT, { ...ACT, by: 'mode' }], { ...ACT, by: 'mode' }],
    [
      [
        { ...DENY, by: 'mode' },
        { ...DENY, by: 'later' },
      ],
      { ...DENY, by: 'mode' },
    ],
    [[ASK, { ...ACT, by: 'mode' }], ASK],
  ])('takes the first of the strictest verdicts', (verdicts, expected) => {
    const verdict = strictest(verdicts);

    expect(verdict).toEqual(expected);
  });

  it('does not ask in a freeze: nobody can click a change through', () => {
    const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
    const always = { name: 'Always', timezone: 'UTC', days, from: '00:00', to: '24:00' };

    const verdict = review(PLAN, factsUnder({ mode: 'ask', freezes: [always] }));

    expect(verdict).toMatchObject({ type: 'observe', by: 'freeze' });
  });

  it('denies when nothing was asked', () => {
    const verdict = review(PLAN, factsWith(), []);

    expect(verdict).toEqual({ type: 'deny', by: 'review', reason: 'no guardrail was asked' });
  });

  it('denies when a guardrail throws, and says which and why', () => {
    const broken = guardrailThat(() => {
      throw new TypeError('the clock is gone');
    });

    const verdict = review(PLAN, factsWith(), [guardrailThat(() => ACT), broken]);

    expect(verdict).toEqual({
      type: 'deny',
      by: 'sample',
      reason: 'sample could not be checked: the clock is gone',
    });
  });

  it('denies when a guardrail answers with something that is no verdict', () => {
    const odd = guardrailThat(() => JSON.parse('{"type":"allow"}'));
    const mute = guardrailThat(() => JSON.parse('null'));

    const verdicts = reviewAll(PLAN, factsWith(), [odd, mute]);

    expect(verdicts.map(({ type }) => type)).toEqual(['deny', 'deny']);
    expect(verdicts[0]?.reason).toBe('it gave no verdict');
  });
});
