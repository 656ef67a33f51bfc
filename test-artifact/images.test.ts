import { afterEach, describe, expect, it } from 'vitest';
import { tickEvent } from '../local/domains.ts';
import { headlines, outcomes, registerRevision, writes } from '../test/support/fleet.ts';
import { ungranted } from './support/calls.ts';
import { ACCOUNT, REGION } from './support/deployment.ts';
import { answer, closeAll, open } from './support/stories.ts';
import type { ArtifactWorld } from './support/world.ts';

afterEach(closeAll);

const LONG_AGO = 200 * 24 * 3600 * 1000;

/** A service that runs `good`, and 19 images beside it that nothing uses, when the daily schedule comes due. */
async function dailyTick(prepare: (here: ArtifactWorld) => void = () => {}): Promise<ArtifactWorld> {
  const here = await open();
  const { fleet, timeline } = here;
  const pushedAt = timeline.now() - LONG_AGO;
  fleet.createRepository({ name: 'payments-api' });
  for (let count = 0; count < 19; count += 1) fleet.pushImage('payments-api', { pushedAt });
  fleet.pushImage('payments-api', { tags: ['good'], pushedAt });
  fleet.addCluster({ name: 'prod' });
  const taskDefinition = registerRevision(here, 'payments-api', 'good');
  fleet.createService({
    cluster: 'prod',
    name: 'payments-api',
    taskDefinition,
    desiredCount: 1,
    runningSince: pushedAt,
  });
  fleet.putImageFunction('thumbnails', `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/thumbnails:1`);
  prepare(here);
  here.put(
    tickEvent('watchkeeper-prod', 'clean-images', { account: ACCOUNT, region: REGION, at: timeline.now() }),
  );
  await here.minutes(5);
  return here;
}

function statuses({ fleet }: ArtifactWorld): readonly (string | undefined)[] {
  const input = { repositoryName: 'payments-api', filter: { imageStatus: 'ANY' } };
  const { imageDetails = [] } = fleet.send('ECR', 'DescribeImages', input) as {
    readonly imageDetails?: readonly { readonly imageStatus?: string }[];
  };
  return imageDetails.map(({ imageStatus }) => imageStatus);
}

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
