import { afterEach, describe, expect, it } from 'vitest';
import { headlines, outcomes, writes } from '../test/support/fleet.ts';
import { ungranted } from './support/calls.ts';
import { dailyTick, statuses } from './support/daily-tick.ts';
import { answer, closeAll } from './support/stories.ts';

afterEach(closeAll);

describe('the shipped bundles, on their daily look at the registry', () => {
  it('ask, archive what nothing uses once somebody approves, and see that nothing needs it', async () => {
    const here = await dailyTick();
    expect(writes(here)).toEqual([]);

    await answer(here, 'approve');
    await here.minutes(30);

    expect(writes(here)).toEqual(Array(4).fill('UpdateImageStorageClass'));
    expect(statuses(here).filter((status) => status === 'ARCHIVED')).toHaveLength(4);
    expect(statuses(here).at(-1)).toBe('ACTIVE');
    expect(headlines(here)).toEqual([expect.stringMatching(/^DONE/)]);
    expect(outcomes(here)).toMatchObject([{ type: 'held' }]);
  });

  it('run as the functions of ECR, and call nothing that their roles do not grant', async () => {
    const here = await dailyTick();
    await answer(here, 'approve');
    await here.minutes(30);

    expect(here.door('ecr-events').started()).toBe(1);
    expect(here.door('respond-ecr').started()).toBe(1);
    expect([here.door('ecs-events').started(), here.door('respond').started()]).toEqual([0, 0]);
    expect(ungranted(here.requests, here.deployment.template)).toEqual([]);
  });

  it('only say what they would do where the mode is observe, and write nothing', async () => {
    const here = await dailyTick(undefined, { config: "mode: observe\nroutes: [{ channel: '#ops' }]\n" });
    await here.minutes(30);

    expect(writes(here)).toEqual([]);
    expect(headlines(here)).toEqual([expect.stringMatching(/^OBSERVED .*would archive 4 images/)]);
    expect(outcomes(here)).toMatchObject([{ type: 'observed' }]);
    expect(statuses(here)).toEqual(Array(20).fill('ACTIVE'));
  });

  it('only say what they would do while the kill switch is on', async () => {
    const here = await dailyTick(({ fleet }) => fleet.putParameter('/watchkeeper/prod/kill-switch', 'on'));
    await here.minutes(30);

    expect(writes(here)).toEqual([]);
    expect(headlines(here)).toHaveLength(1);
    expect(outcomes(here)).toMatchObject([
      { type: 'refused', reason: expect.stringContaining('kill switch') },
    ]);
  });

  it('remove nothing when they cannot read all that may use an image', async () => {
    const here = await dailyTick(({ fleet }) =>
      fleet.fault({ command: 'ListFunctions', kind: 'denied', times: 100 }),
    );
    await here.minutes(60);

    expect(writes(here)).toEqual([]);
    expect(outcomes(here)).toMatchObject([
      { type: 'failed', code: 'read-failed', reason: expect.stringContaining('lambda:ListFunctions') },
    ]);
  });
});
