import { describe, expect, it } from 'vitest';
import { missingSecret } from '../../local/scenarios/missing-secret.ts';
import { outOfMemory } from '../../local/scenarios/out-of-memory.ts';
import { slackDown } from '../../local/scenarios/slack-down.ts';
import { spotJob } from '../../local/scenarios/spot-job.ts';
import { headlines, inputsOf, play } from './play.ts';

describe('local/scenarios: jobs', () => {
  it('spot-job: the job runs again on FARGATE, with its network, and finishes', async () => {
    const played = await play(spotJob);

    expect(played.row.problems).toEqual([]);
    expect(inputsOf(played, 'RunTask')).toEqual([
      expect.objectContaining({
        taskDefinition: expect.stringMatching(/nightly-report:6$/),
        capacityProviderStrategy: [expect.objectContaining({ capacityProvider: 'FARGATE' })],
        networkConfiguration: {
          awsvpcConfiguration: expect.objectContaining({ securityGroups: ['sg-0c0ffee0'] }),
        },
      }),
    ]);
    expect(headlines(played)).toEqual([expect.stringMatching(/^RESOLVED in \d+ min · nightly-report/)]);
    expect(played.steps('verdict')).toMatchObject([{ verdict: 'act', by: 'mode' }]);
    expect(played.steps('outcome')).toMatchObject([
      { outcome: 'held', reason: expect.stringContaining('exit code 0') },
    ]);
  });

  it('missing-secret: nothing is restarted, and people are told the secret and its key', async () => {
    const played = await play(missingSecret);

    expect(played.row.problems).toEqual([]);
    expect(inputsOf(played, 'RunTask')).toEqual([]);
    expect(headlines(played)).toEqual([expect.stringMatching(/^NEEDS YOU · invoice-export/)]);
    expect(played.steps('decision')).toMatchObject([
      { decision: 'nothing', reason: expect.stringContaining('a restart cannot help') },
    ]);
    expect(played.said).toContain('secret:prod/invoice-export-Ab3dEf');
    expect(played.said).toContain('SMTP_PASSWORD');
  });

  it('out-of-memory: the job waits its turn, then runs again with half as much memory again', async () => {
    const played = await play(outOfMemory);

    expect(played.row.problems).toEqual([]);
    expect(played.steps('decision').map(({ decision }) => decision)).toEqual(['wait', 'act']);
    expect(inputsOf(played, 'RunTask')).toMatchObject([
      { overrides: { memory: '3072', containerOverrides: [{ name: 'app', memory: 3072 }] } },
    ]);
    expect(headlines(played)).toEqual([expect.stringMatching(/^RESOLVED in \d+ min · train-recommender/)]);
  });

  it('slack-down: the job runs again meanwhile, and the one message tells all of it afterwards', async () => {
    const played = await play(slackDown);

    expect(played.row.problems).toEqual([]);
    const [ran] = played.world.fleet.calls.filter(({ command }) => command === 'RunTask');
    const [shown] = played.steps('slack');
    expect(ran?.at).toBeLessThan(Date.parse(shown?.at ?? ''));
    expect(played.steps('slack')).toHaveLength(1);
    expect(headlines(played)).toEqual([expect.stringMatching(/^RESOLVED in \d+ min · mail-digest/)]);
    expect(shown?.thread).toHaveLength(3);
  });
});
