import { describe, expect, it } from 'vitest';
import type { World, WorldOptions } from '../../local/world.ts';
import type { ClickAction } from '../../shared/notify/button-value.ts';
import {
  headlines,
  minutes,
  ONCALL,
  openWorld,
  outcomes,
  registerRevision,
  steadyService,
  threadLines,
  writes,
} from '../support/fleet.ts';

async function crashLoop(mode: string, more = '', options: Partial<WorldOptions> = {}) {
  const here = await openWorld(mode, more, options);
  const { good, bad } = steadyService(here);
  here.fleet.deploy('prod', 'payments-api', bad);
  await minutes(here, 4);
  return { here, good, bad };
}

function answer(here: World, action: ClickAction, user = ONCALL) {
  const [root] = here.slack.messages('#ops');
  if (!root) throw new Error('there is no message to answer');
  return here.click(root, action, user);
}

const current = (here: World) => here.fleet.snapshot().services.find(({ name }) => name === 'payments-api');

describe.concurrent('shared/respond', () => {
  it('asks, rolls back after the approval, verifies, watches, and says so in one message', async () => {
    const { here, good } = await crashLoop('ask');
    expect(writes(here)).toEqual([]);

    await answer(here, 'approve');
    await minutes(here, 30);

    expect(current(here)).toMatchObject({ taskDefinition: good, running: 3, steady: true });
    expect(writes(here)).toEqual(['UpdateService']);
    expect(headlines(here)).toHaveLength(1);
    expect(headlines(here)[0]).toMatch(/^RESOLVED/);
    expect(outcomes(here)).toEqual([{ type: 'held', reason: '3 of 3 tasks run payments-api:1' }]);
  });

  it('acts by itself where it was told to', async () => {
    const { here, good } = await crashLoop('act');

    await minutes(here, 30);

    expect(current(here)?.taskDefinition).toBe(good);
    expect(writes(here)).toEqual(['UpdateService']);
  });

  it('takes its rollback back when an approver presses Undo, and leaves it to people from then on', async () => {
    const { here, bad } = await crashLoop('act');
    await minutes(here, 3);

    await answer(here, 'undo', 'U0STRANGER');
    await answer(here, 'undo');
    await minutes(here, 20);

    expect(writes(here)).toEqual(['UpdateService', 'UpdateService']);
    expect(current(here)?.taskDefinition).toBe(bad);
    expect(outcomes(here)).toMatchObject([{ type: 'undone' }]);
    expect(headlines(here)).toHaveLength(1);
    expect(headlines(here)[0]).toMatch(/^UNDONE/);
  });

  it('only says what it would do when it observes', async () => {
    const { here, bad } = await crashLoop('observe');

    await minutes(here, 30);

    expect(current(here)?.taskDefinition).toBe(bad);
    expect(writes(here)).toEqual([]);
    expect(outcomes(here)).toMatchObject([{ type: 'observed', by: 'mode' }]);
    expect(headlines(here)).toHaveLength(1);
  });

  it('does nothing when a person says no', async () => {
    const { here } = await crashLoop('ask');

    await answer(here, 'deny');
    await minutes(here, 60);

    expect(writes(here)).toEqual([]);
    expect(outcomes(here)).toMatchObject([{ type: 'failed', code: 'approval-denied' }]);
  });

  it('does nothing when nobody answers, and takes no answer after that', async () => {
    const { here } = await crashLoop('ask');
    const [root] = here.slack.messages('#ops');

    await minutes(here, 20);

    expect(outcomes(here)).toMatchObject([{ type: 'failed', code: 'approval-expired' }]);
    expect(root && here.slack.buttons(root)).toEqual([]);
    expect(writes(here)).toEqual([]);
  });

  it('asks again after a snooze', async () => {
    const { here, good } = await crashLoop('ask');

    await answer(here, 'snooze');
    await minutes(here, 31);
    await answer(here, 'approve');
    await minutes(here, 30);

    expect(current(here)?.taskDefinition).toBe(good);
    expect(headlines(here).filter((text) => text.startsWith('RESOLVED'))).toHaveLength(1);
  });

  it('leaves a service alone that somebody else has changed while it asked', async () => {
    const { here } = await crashLoop('ask');
    const fixed = registerRevision(here, 'payments-api', 'fixed');
    here.fleet.deploy('prod', 'payments-api', fixed);

    await answer(here, 'approve');
    await minutes(here, 30);

    expect(current(here)?.taskDefinition).toBe(fixed);
    expect(writes(here)).toEqual([]);
    expect(outcomes(here)).toMatchObject([
      { type: 'nothing', reason: 'released: the service uses payments-api:3 by now' },
    ]);
  });

  it('does nothing on a read that failed', async () => {
    const { here } = await crashLoop('ask');
    await answer(here, 'approve');
    here.fleet.fault({ command: 'DescribeServices', kind: 'denied', times: 100 });

    await minutes(here, 30);

    expect(writes(here)).toEqual([]);
    expect(outcomes(here)).toMatchObject([{ type: 'failed', code: 'read-failed' }]);
  });

  it('does nothing while the kill switch is on, or cannot be read', async () => {
    const here = await openWorld('act');
    const { bad } = steadyService(here);
    here.fleet.deleteParameter('/watchkeeper/local/kill-switch');
    here.fleet.deploy('prod', 'payments-api', bad);

    await minutes(here, 30);

    expect(writes(here)).toEqual([]);
    expect(outcomes(here)).toMatchObject([{ type: 'refused', by: 'kill-switch' }]);
  });

  it('hands over to people when the problem comes back, and does not try again', async () => {
    const { here, good } = await crashLoop('act');
    await minutes(here, 4);
    here.fleet.strike({ service: 'payments-api' }, { kind: 'exit', afterSeconds: 0, exitCode: 1 });
    here.fleet.behave({
      on: { taskDefinition: good },
      failure: { kind: 'exit', afterSeconds: 5, exitCode: 1 },
    });

    await minutes(here, 60);

    expect(writes(here)).toEqual(['UpdateService']);
    expect(outcomes(here)[0]).toMatchObject({ type: 'came-back' });
    expect(headlines(here)[0]).not.toMatch(/^RESOLVED/);
  });

  it('says that the rollback did not work when it did not', async () => {
    const here = await openWorld('act', 'playbooks: { stop-crash-loop: { settings: { verifyMinutes: 5 } } }');
    const { good, bad } = steadyService(here);
    here.fleet.deploy('prod', 'payments-api', bad);
    here.fleet.behave({
      on: { taskDefinition: good },
      failure: { kind: 'exit', afterSeconds: 5, exitCode: 1 },
    });

    await minutes(here, 60);

    expect(writes(here)).toEqual(['UpdateService']);
    expect(outcomes(here)[0]).toMatchObject({ type: 'failed', code: 'not-verified' });
  });

  it('stops a service and gives its tasks back when another task definition arrives', async () => {
    const settings = 'playbooks: { stop-crash-loop: { settings: { remedy: scale-to-zero } } }';
    const { here } = await crashLoop('act', settings);
    await minutes(here, 10);
    expect(current(here)).toMatchObject({ desired: 0, running: 0 });

    const fixed = registerRevision(here, 'payments-api', 'fixed');
    here.fleet.deploy('prod', 'payments-api', fixed);
    await minutes(here, 40);

    expect(current(here)).toMatchObject({ desired: 3, running: 3, taskDefinition: fixed });
    expect(writes(here)).toEqual(['UpdateService', 'UpdateService']);
    expect(headlines(here)).toHaveLength(1);
    expect(outcomes(here)).toMatchObject([{ type: 'held' }]);
  });

  it('is not held up by a Slack that is down, and the message catches up', async () => {
    const here = await openWorld('act');
    const { good, bad } = steadyService(here);
    here.slack.goDown();
    here.fleet.deploy('prod', 'payments-api', bad);
    await minutes(here, 40);
    expect(current(here)?.taskDefinition).toBe(good);
    expect(headlines(here)).toEqual([]);

    here.slack.comeBack();
    await minutes(here, 120);

    expect(writes(here)).toEqual(['UpdateService']);
    expect(headlines(here)).toHaveLength(1);
    expect(headlines(here)[0]).toMatch(/^RESOLVED/);
    expect(threadLines(here).length).toBeGreaterThanOrEqual(3);
  });

  it('keeps its hands off a failing fleet, in one message that turns green when the fleet is well', async () => {
    const here = await openWorld('act');
    const names = ['api', 'cart', 'search', 'orders', 'users'];
    for (const name of names) steadyService(here, name, 2);
    const failure = { kind: 'exit', afterSeconds: 10, exitCode: 1 } as const;
    const stop = here.fleet.behave({ on: { cluster: 'prod' }, failure });
    for (const name of names) here.fleet.strike({ service: name }, failure);
    await minutes(here, 10);
    expect(headlines(here)).toEqual(['CRITICAL · prod: 5 of 5 services are failing, hands off']);

    stop();
    await minutes(here, 60);

    expect(writes(here)).toEqual([]);
    expect(headlines(here)).toHaveLength(1);
    expect(headlines(here)[0]).toMatch(/^RESOLVED/);
  });
});
