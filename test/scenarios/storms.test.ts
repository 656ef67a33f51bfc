import { describe, expect, it } from 'vitest';
import { fleetFailure } from '../../local/scenarios/fleet-failure.ts';
import { storm } from '../../local/scenarios/storm.ts';
import { headlines, inputsOf, play } from './play.ts';

describe('local/scenarios: storms', () => {
  it('storm: 2,000 stopped tasks are one incident, one message and one rollback', async () => {
    const played = await play(storm);

    expect(played.row.problems).toEqual([]);
    expect(played.row.stops).toBeGreaterThanOrEqual(2_000);
    expect(played.world.bus.deadLetters).toEqual([]);
    expect(played.world.engine.executions()).toHaveLength(1);
    expect(headlines(played)).toEqual([
      expect.stringMatching(/^RESOLVED in \d+ min · search-api rolled back/),
    ]);
    expect(inputsOf(played, 'UpdateService')).toHaveLength(1);
  });

  it('fleet-failure: when most services fail, one message stands for all, and hands stay off', async () => {
    const played = await play(fleetFailure);

    expect(played.row.problems).toEqual([]);
    expect(headlines(played)).toEqual(['RESOLVED · prod: the services that failed are well again']);
    expect(played.row.outcomes).toEqual(Array(5).fill('refused'));
    expect(played.row.writes).toEqual([]);
  });
});
