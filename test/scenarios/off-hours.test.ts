import { expect, it } from 'vitest';
import { offHours } from '../../local/scenarios/off-hours.ts';
import { headlines, inputsOf, play } from './play.ts';

it('off-hours: staging sleeps over the weekend but for the hour that is asked for, and has all it had on Monday', async () => {
  const played = await play(offHours);

  expect(played.row.problems).toEqual([]);
  expect(headlines(played)).toEqual([
    expect.stringMatching(/Office hours: 2 services asleep until Mon 30 Nov 07:00/),
    expect.stringMatching(/Office hours: 2 services awake until Sat 28 Nov 23:00/),
    expect.stringMatching(/Office hours: 2 services asleep until Mon 30 Nov 07:00/),
    expect.stringMatching(/Office hours: 2 services awake until Mon 30 Nov 19:00/),
  ]);
  expect(played.steps('answer')).toHaveLength(1);
  expect(inputsOf(played, 'UpdateService')).toMatchObject(
    [0, 4, 2, 0, 4, 2].map((desiredCount) => ({ desiredCount })),
  );
});
