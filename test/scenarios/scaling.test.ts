import { describe, expect, it } from 'vitest';
import { risingLoad } from '../../local/scenarios/rising-load.ts';
import { waitingTasks } from '../../local/scenarios/waiting-tasks.ts';
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

  it('waiting-tasks: the maximum of the hosts rises until all tasks run, and is what it was in the end', async () => {
    const played = await play(waitingTasks);

    expect(played.row.problems).toEqual([]);
    expect(inputsOf(played, 'UpdateAutoScalingGroup')).toEqual([
      { AutoScalingGroupName: 'media-hosts', MinSize: 1, MaxSize: 5 },
      { AutoScalingGroupName: 'media-hosts', MinSize: 1, MaxSize: 3 },
    ]);
    expect(headlines(played)).toEqual([
      expect.stringMatching(/^RESOLVED in \d+ min · media-hosts bounds set to 1 to 5 instances/),
      expect.stringMatching(/^RESOLVED in \d+ min · media-hosts bounds set to 1 to 3 instances/),
    ]);
  });
});
