import { describe, expect, it } from 'vitest';
import { AGREED, APPROVED, type Case, NOTHING } from '../../../local/explore/cases.ts';
import { explore } from '../../../local/explore/index.ts';
import { stateSpace } from '../../../prove/rows/state-space.ts';
import { expectProven } from '../../prove/expect-proven.ts';

describe('the incident state machine, explored step by step', () => {
  it('keeps every rule in every state of a small world', async () => {
    await expectProven(stateSpace);
  });

  it.each<[string, Case, string, string]>([
    [
      'an intent is written down without looking whose incident it is',
      {
        name: '',
        left: { ...NOTHING, failures: 3, leases: 1 },
        after: AGREED,
        unconditional: 'writes its intent down',
      },
      'incident 1 was to be acted on, and belonged to nobody any more',
      'response 1 (09 h) writes its intent down',
    ],
    [
      'a second answer replaces the first',
      {
        name: '',
        left: { ...NOTHING, clicks: 2 },
        after: APPROVED.map((step) => step.replace('click 1', 'click 2')),
        unconditional: 'writes the answer down',
      },
      'the fleet was changed after a no',
      'response 1 (09 h) changes the service',
    ],
  ])('shows the shortest way to what breaks when %s', async (_name, broken, rule, last) => {
    const { violations } = await explore([broken]);

    expect(violations.map((one) => one.rule)).toContain(rule);
    expect(violations[0]?.steps.at(-1)).toBe(last);
  });
});
