import { describe, expect, it } from 'vitest';
import { archiveUnder, pushedImage, pushedIndex, restored } from '../support/archive.ts';
import {
  headlines,
  JOB_SETTINGS,
  minutes,
  ONCALL,
  openWorld,
  outcomes,
  runJobs,
  steadyService,
  threadLines,
  writes,
} from '../support/fleet.ts';

const SETTINGS = `approval: { expiresMinutes: 60 }${JOB_SETTINGS.replace('rerun-failed-task:', 'restore-image:')}`;

/** A world whose jobs cannot pull their image. */
async function openJobs(mode = 'act') {
  const here = await openWorld(mode, SETTINGS);
  here.fleet.archiveImage('worker', { imageDigest: pushedImage(here, 'worker', 'v1') });
  return here;
}

describe.concurrent('shared/respond, when an image is archived', () => {
  it('restores that of a service, waits until all its tasks run, and tells it in one message', async () => {
    const here = await openWorld('act');
    const digest = archiveUnder(here, pushedImage(here, 'payments-api', 'good'));

    await minutes(here, 120);

    expect(restored(here)).toEqual([digest]);
    expect(outcomes(here)).toContainEqual({ type: 'held', reason: '3 of 3 tasks run' });
    expect(headlines(here)).toEqual([
      expect.stringMatching(/^RESOLVED in \d+ min · payments-api restored payments-api:good \(48 MiB\)/),
    ]);
    await here.close();
  });

  it('leaves what ECS complains of meanwhile to that one message', async () => {
    const here = await openWorld('act');
    archiveUnder(here, pushedImage(here, 'payments-api', 'good'));

    await minutes(here, 120);

    const [, ...impaired] = outcomes(here);
    // One that sees it, and one more at most: each is an execution with reads of its own.
    expect(impaired.length).toBeGreaterThan(0);
    expect(impaired.length).toBeLessThanOrEqual(2);
    for (const one of impaired) {
      const reason = 'its image is archived: restore-image answers that';
      expect(one).toEqual({ type: 'nothing', released: true, reason });
    }
    await here.close();
  });

  it('restores a list of images first, and what it lists once that can be read', async () => {
    const here = await openWorld('act');
    const [index = '', ...children] = pushedIndex(here, 'payments-api', 'good');
    archiveUnder(here, index, ...children);

    await minutes(here, 180);

    expect(restored(here)[0]).toBe(index);
    expect(restored(here).slice(1).sort()).toEqual(children.sort());
    expect(outcomes(here)).toContainEqual({ type: 'held', reason: '3 of 3 tasks run' });
    expect(headlines(here)).toHaveLength(1);
    await here.close();
  });

  it('restores that of jobs, and runs again what failed', async () => {
    const here = await openJobs();
    runJobs(here, 2);

    await minutes(here, 120);

    expect(writes(here).filter((command) => command === 'RunTask')).toHaveLength(2);
    expect(restored(here)).toHaveLength(1);
    expect(outcomes(here)).toMatchObject([{ type: 'held' }]);
    expect(headlines(here)).toEqual([
      expect.stringMatching(/^RESOLVED in \d+ min · worker started again as/),
    ]);
    await here.close();
  });

  it('asks before each of the two', async () => {
    const here = await openJobs('ask');
    runJobs(here, 1);
    const approve = async () => {
      const [question] = here.slack.messages('#ops');
      if (question) await here.click(question, 'approve', ONCALL);
    };

    await minutes(here, 5);
    expect(restored(here)).toEqual([]);
    await approve();
    await minutes(here, 25);
    expect(headlines(here)[0]).toMatch(/^WARNING · worker could not pull its archived image/);
    await approve();
    await minutes(here, 60);

    expect(writes(here)).toContain('RunTask');
    expect(headlines(here)[0]).toMatch(/^RESOLVED/);
    await here.close();
  });

  it('only says so in mode observe', async () => {
    const here = await openWorld('observe');
    archiveUnder(here, pushedImage(here, 'payments-api', 'good'));

    await minutes(here, 60);

    expect(restored(here)).toEqual([]);
    expect(headlines(here)).toEqual([
      expect.stringMatching(/^OBSERVED · payments-api cannot pull its archived image/),
    ]);
    await here.close();
  });

  it('says what it lacks when IAM denies it', async () => {
    const here = await openWorld('act');
    archiveUnder(here, pushedImage(here, 'payments-api', 'good'));
    here.fleet.fault({ command: 'UpdateImageStorageClass', kind: 'denied', times: 100 });

    await minutes(here, 60);

    expect(outcomes(here)[0]).toMatchObject({ type: 'failed', code: 'action-failed' });
    expect(threadLines(here).join()).toContain('ecr:UpdateImageStorageClass');
    expect(headlines(here)).toHaveLength(1);
    await here.close();
  });

  it('does nothing about an image of another account, and says who can', async () => {
    const here = await openWorld('act');
    const { bad } = steadyService(here);
    const image = '999999999999.dkr.ecr.eu-west-1.amazonaws.com/base:1';
    const stoppedReason = `CannotPullContainerError: failed to resolve ref ${image}: the requested image is archived: 404 Not Found`;
    here.fleet.behave({ on: { taskDefinition: bad }, failure: { kind: 'start-failure', stoppedReason } });
    here.fleet.deploy('prod', 'payments-api', bad);

    await minutes(here, 60);

    expect(writes(here)).toEqual([]);
    expect(outcomes(here)[0]).toMatchObject({ type: 'nothing' });
    expect(headlines(here)).toEqual([expect.stringMatching(/^NEEDS YOU/)]);
    expect(JSON.stringify(here.slack.messages('#ops'))).toContain('account 999999999999');
    await here.close();
  });

  it('hands over when ECR takes longer than the settings allow', async () => {
    const here = await openWorld('act', 'playbooks: { restore-image: { settings: { verifyMinutes: 2 } } }');
    archiveUnder(here, pushedImage(here, 'payments-api', 'good'));

    await minutes(here, 60);

    expect(restored(here)).toHaveLength(1);
    expect(outcomes(here)[0]).toMatchObject({
      type: 'failed',
      code: 'not-verified',
      reason: 'ECR has not restored image payments-api:good yet',
    });
    await here.close();
  });

  it('restores once, also when it dies before it hears that it did', async () => {
    const here = await openWorld('act');
    const digest = archiveUnder(here, pushedImage(here, 'payments-api', 'good'));
    here.fleet.fault({ command: 'UpdateImageStorageClass', kind: 'lost-answer', times: 4 });

    await minutes(here, 120);

    expect(new Set(restored(here))).toEqual(new Set([digest]));
    expect(outcomes(here)).toContainEqual({ type: 'held', reason: '3 of 3 tasks run' });
    expect(headlines(here)).toEqual([expect.stringMatching(/^RESOLVED/)]);
    await here.close();
  });
});
