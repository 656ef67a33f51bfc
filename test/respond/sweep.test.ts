import { describe, expect, it } from 'vitest';
import type { World } from '../../local/world.ts';
import { headlines, minutes, ONCALL, openWorld, outcomes, writes } from '../support/fleet.ts';
import { imageName, REPOSITORY, releases, statusOf } from '../support/registry.ts';

const HOURS = 60;
const DAYS = 24 * HOURS;
const SETTINGS = `
playbooks:
  clean-images:
    settings: { rules: [{ repositories: "reports/*", keepNewest: [{ tags: "*", count: 2 }] }], maxPercent: 100 }
`;

async function openRegistry(mode: string, count = 6) {
  const here = await openWorld(mode, SETTINGS);
  const digests = releases(here, count);
  return { here, digests, statuses: () => digests.map((digest) => statusOf(here, digest)) };
}

async function sweep(here: World, forMinutes = 60): Promise<void> {
  here.tick('clean-images');
  await minutes(here, forMinutes);
}

function useImage({ fleet }: Pick<World, 'fleet'>, rest: string, family = 'render'): void {
  const container = { name: 'app', image: imageName(rest), memory: 512, essential: true };
  fleet.registerTaskDefinition({ family, containerDefinitions: [container] });
}

describe.concurrent('a sweep of the registry', () => {
  it('archives what nothing uses, keeps the newest and what a task definition names, and holds', async () => {
    const { here, digests, statuses } = await openRegistry('act');
    useImage(here, `@${digests[0]}`);
    useImage(here, ':1.2.0', 'other');

    await sweep(here);

    expect(statuses()).toEqual(['ACTIVE', 'ACTIVE', 'ARCHIVED', 'ARCHIVED', 'ACTIVE', 'ACTIVE']);
    expect(outcomes(here)).toMatchObject([{ type: 'held' }]);
    expect(headlines(here)).toHaveLength(1);
    await here.close();
  });

  it('gives an image back that came into use while it was archived', async () => {
    const { here, statuses } = await openRegistry('act');
    const busy = here.fleet.calls.length;
    here.tick('clean-images');
    while (!here.fleet.calls.slice(busy).some(({ command }) => command === 'UpdateImageStorageClass')) {
      await here.timeline.run(here.timeline.now() + 1000);
    }
    useImage(here, ':1.1.0');

    await minutes(here, 90);

    expect(statuses()).toEqual(['ACTIVE', 'ARCHIVED', 'ARCHIVED', 'ARCHIVED', 'ACTIVE', 'ACTIVE']);
    expect(outcomes(here)).toMatchObject([{ type: 'held' }]);
    await here.close();
  });

  it('restores what others archive again and again once, and tells once that it is left so', async () => {
    const { here, digests, statuses } = await openRegistry('act', 3);
    useImage(here, ':1.1.0');
    for (let day = 0; day < 3; day += 1) {
      if (statuses()[0] === 'ACTIVE') here.fleet.archiveImage(REPOSITORY, { imageDigest: digests[0] ?? '' });
      await sweep(here, DAYS);
    }

    expect(statuses()[0]).toBe('ARCHIVED');
    expect(outcomes(here)).toMatchObject([{ type: 'held' }, { type: 'nothing' }, { type: 'nothing' }]);
    const told = JSON.stringify(here.slack.messages('#ops'));
    expect(headlines(here)).toHaveLength(2);
    expect(told).toContain('1.1.0 of reports/render (task definition render:1): needed, restored');
    await here.close();
  });

  it('only says what it would do when it observes, once a week, and changes nothing', async () => {
    const { here, statuses } = await openRegistry('observe');

    for (let day = 0; day < 3; day += 1) await sweep(here, DAYS);

    expect(new Set(statuses())).toEqual(new Set(['ACTIVE']));
    expect(outcomes(here)).toMatchObject([{ type: 'observed' }]);
    expect(headlines(here)).toHaveLength(1);
    await here.close();
  });

  it('removes nothing while it cannot be read who uses an image', async () => {
    const { here, statuses } = await openRegistry('act');
    here.fleet.fault({ command: 'ListFunctions', kind: 'denied', times: 1000 });

    await sweep(here, 6 * HOURS);

    expect(new Set(statuses())).toEqual(new Set(['ACTIVE']));
    expect(outcomes(here)).toMatchObject([{ type: 'failed', code: 'read-failed' }]);
    await here.close();
  });

  it('says nothing to anybody when there is nothing to clean', async () => {
    const { here } = await openRegistry('act', 2);

    await sweep(here);

    expect(outcomes(here)).toMatchObject([{ type: 'nothing' }]);
    expect(headlines(here)).toEqual([]);
    await here.close();
  });

  it('leaves a repository alone that is tagged so', async () => {
    const { here, statuses } = await openRegistry('act');
    const resourceArn = `arn:aws:ecr:eu-west-1:123456789012:repository/${REPOSITORY}`;
    const tags = [{ Key: 'watchkeeper:mode', Value: 'off' }];
    here.fleet.send('ECR', 'TagResource', { resourceArn, tags });

    await sweep(here);

    expect(new Set(statuses())).toEqual(new Set(['ACTIVE']));
    await here.close();
  });

  it('asks where the tag of a repository wants it, although the mode is to act', async () => {
    const { here, statuses } = await openRegistry('act');
    const resourceArn = `arn:aws:ecr:eu-west-1:123456789012:repository/${REPOSITORY}`;
    here.fleet.send('ECR', 'TagResource', { resourceArn, tags: [{ Key: 'watchkeeper:mode', Value: 'ask' }] });

    await sweep(here);
    expect(new Set(statuses())).toEqual(new Set(['ACTIVE']));
    const [question] = here.slack.messages('#ops');
    if (!question) throw new Error('nothing was asked');
    expect(JSON.stringify(here.slack.messages('#ops'))).toContain('to be asked about by its tag');

    await here.click(question, 'approve', ONCALL);
    await minutes(here, 60);
    expect(statuses()).toContain('ARCHIVED');
    await here.close();
  });

  it('only observes a repository whose tag asks, where the mode is to observe', async () => {
    const { here } = await openRegistry('observe');
    const resourceArn = `arn:aws:ecr:eu-west-1:123456789012:repository/${REPOSITORY}`;
    here.fleet.send('ECR', 'TagResource', { resourceArn, tags: [{ Key: 'watchkeeper:mode', Value: 'ask' }] });

    await sweep(here);

    expect(outcomes(here)).toMatchObject([{ type: 'observed' }]);
    await here.close();
  });

  it('gives nothing back in a repository that is tagged so: no role of ours may write there', async () => {
    const { here, digests, statuses } = await openRegistry('act');
    here.fleet.archiveImage(REPOSITORY, { imageDigest: digests[0] ?? '' });
    useImage(here, ':1.1.0');
    const resourceArn = `arn:aws:ecr:eu-west-1:123456789012:repository/${REPOSITORY}`;
    here.fleet.send('ECR', 'TagResource', { resourceArn, tags: [{ Key: 'watchkeeper:mode', Value: 'off' }] });

    await sweep(here);

    expect(statuses()[0]).toBe('ARCHIVED');
    expect(outcomes(here)).toMatchObject([{ type: 'nothing' }]);
    await here.close();
  });

  it('deletes what has lain in the archive for ninety days, and only that', async () => {
    const { here, statuses } = await openRegistry('act');
    await sweep(here, 89 * DAYS);
    await sweep(here, 2 * DAYS);
    expect(statuses().slice(0, 4)).toEqual(['ARCHIVED', 'ARCHIVED', 'ARCHIVED', 'ARCHIVED']);

    await sweep(here);

    expect(statuses()).toEqual([undefined, undefined, undefined, undefined, 'ACTIVE', 'ACTIVE']);
    expect(writes(here)).toContain('BatchDeleteImage');
    await here.close();
  });

  it('asks before it deletes where nothing is archived, and not before a second period', async () => {
    const here = await openWorld(
      'act',
      SETTINGS.replace('maxPercent', 'archive: false, deleteAfterDays: 7, maxPercent'),
    );
    const digests = releases(here, 3);
    const [oldest = ''] = digests;
    await sweep(here, 7 * DAYS);
    await sweep(here);
    const [question] = here.slack.messages('#ops');
    if (!question) throw new Error('nothing was asked');
    expect(statusOf(here, oldest)).toBe('ACTIVE');

    await here.click(question, 'approve', ONCALL);
    await minutes(here, 60);

    expect(digests.map((digest) => statusOf(here, digest))).toEqual([undefined, 'ACTIVE', 'ACTIVE']);
    await here.close();
  });

  it('waits for a working day with its question, because nothing burns', async () => {
    const { here, statuses } = await openRegistry('ask');
    await sweep(here, 7 * HOURS);
    const [question] = here.slack.messages('#ops');
    if (!question) throw new Error('nothing was asked');

    await here.click(question, 'approve', ONCALL);
    await minutes(here, 60);

    expect(statuses()).toContain('ARCHIVED');
    await here.close();
  });
});
