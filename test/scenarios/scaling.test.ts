import { describe, expect, it } from 'vitest';
import { risingLoad } from '../../local/scenarios/rising-load.ts';
import { headlines, inputsOf, play } from './play.ts';

describe('local/scenarios: scaling', () => {
  it('rising-load: more tasks while the load is high, fewer when it has passed, and each is told once', async () => {
    const played = await play(risingLoad);

    expect(played.row.problems).toEqual([]);
    expect(inputsOf(played, 'UpdateService')).toMatchObject([{ desiredCount: 6 }, { desiredCount: 4 }]);
    expect(headlines(played)).toEqual([
      expect.stringMatching(/^RESOLVED in \d+ min · identity-api scaled from 3 to 6 tasks/),
      expect.stringMatching(/^RESOLVED in \d+ min · identity-api scaled from 6 to 4 tasks/),
    ]);
    expect(played.steps('verdict')).toMatchObject([{ verdict: 'act' }, { verdict: 'act' }]);
  });
});
