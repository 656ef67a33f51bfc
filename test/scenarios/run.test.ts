import { describe, expect, it } from 'vitest';
import { crashLoop } from '../../local/scenarios/crash-loop.ts';
import { healthy } from '../../local/scenarios/healthy.ts';
import { SCENARIOS } from '../../local/scenarios/index.ts';
import type { Scenario } from '../../local/scenarios/scenario.ts';
import { play } from './play.ts';

describe('local/scenarios/run', () => {
  it('tells the same story each time', async () => {
    const first = await play(crashLoop);
    const second = await play(crashLoop);

    expect(second.turns).toEqual(first.turns);
  });

  it('tells each turn in order: signal, cause, triage, decision, verdict, message, action, check, end', async () => {
    const { turns } = await play(crashLoop);

    const order = turns.map(({ step }) => step);
    expect(order).toEqual([
      'begin',
      'scene',
      'signal',
      'cause',
      'triage',
      'triage',
      'decision',
      'verdict',
      'slack',
      'answer',
      'action',
      'verification',
      'verification',
      'outcome',
      'slack',
      'end',
      'summary',
    ]);
    const moments = turns.map(({ at }) => at);
    expect(moments).toEqual(moments.toSorted());
  });

  it('says what is not as it should be', async () => {
    const wrong: Scenario = { ...healthy, check: () => ['it rained'] };

    const { row, steps } = await play(wrong);

    expect(row.problems).toEqual(['it rained']);
    expect(steps('summary')).toMatchObject([{ passed: 0, failed: 1 }]);
  });

  it('gives up on a scenario that does not come to its point', async () => {
    const stuck: Scenario = {
      ...healthy,
      play: ({ until }) => until('pigs fly', () => false, 2),
      check: () => [],
    };

    const { row } = await play(stuck);

    expect(row.problems).toEqual(['after 2 minutes still not: pigs fly']);
  });

  it('plays through a morning in the order of its hours', () => {
    const hours = SCENARIOS.map(({ begins }) => begins);

    expect(hours).toEqual(hours.toSorted());
    expect(new Set(SCENARIOS.map(({ name }) => name)).size).toBe(SCENARIOS.length);
    for (const { name } of SCENARIOS) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });
});
