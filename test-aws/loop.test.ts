import { describe, expect, it } from 'vitest';
import { headlines, minutes, ONCALL, outcomes } from '../test/support/fleet.ts';
import { definitionArn } from './contract/account.ts';
import { crash, runJob, running, serviceOnSecond, stop } from './loop/fleet.ts';
import { fillGaps } from './loop/gaps.ts';
import { type MotoWorld, openMotoWorld, throwKillSwitch } from './loop/world.ts';

const SPOT = ['Your Spot Task was interrupted.', 'SpotInterruption'] as const;
const FINISHED = ['Essential container in task exited', 'EssentialContainerExited'] as const;

async function interruptedJob(here: MotoWorld, family: string): Promise<void> {
  const task = await runJob(here.moto, family);
  await here.deliver(await stop(here.moto, task, ...SPOT));
}

/** Five failures of a service's newest revision. */
async function crashLoop(here: MotoWorld, service: string): Promise<void> {
  const bad = await serviceOnSecond(here.moto, service, 2);
  for (let count = 1; count <= 5; count++) await here.deliver(await crash(here.moto, service, bad));
  await minutes(here, 2);
}

describe('the whole loop, on moto', () => {
  it('runs an interrupted task again on other capacity, sees it finish, and says so', async () => {
    const here = await openMotoWorld('rerun', 'act');
    await interruptedJob(here, 'report');
    await minutes(here, 5);
    const [again] = await running(here.moto, 'report');
    expect(outcomes(here)).toEqual([null]);

    await here.deliver(await stop(here.moto, again?.taskArn ?? '', ...FINISHED));
    await minutes(here, 30);

    expect(again).toMatchObject({ capacityProviderName: 'FARGATE', group: 'family:report' });
    expect(again?.startedBy).toMatch(/^watchkeeper\/1\/events-rule\//);
    expect(here.writes()).toEqual(['RunTask']);
    expect(outcomes(here)).toMatchObject([{ type: 'held' }]);
    expect(headlines(here)).toEqual([expect.stringMatching(/^RESOLVED/)]);
  });

  it('asks, rolls a crash-looping service back after the approval, and watches it hold', async () => {
    const here = await openMotoWorld('rollback', 'ask', fillGaps(definitionArn('payments-api:1')));
    await crashLoop(here, 'payments-api');
    const [question] = here.slack.messages('#ops');
    if (!question) throw new Error('nobody was asked');
    expect(here.writes()).toEqual([]);

    await here.click(question, 'approve', ONCALL);
    await minutes(here, 30);

    expect(here.writes()).toEqual(['UpdateService']);
    expect(outcomes(here)).toEqual([{ type: 'held', reason: '2 of 2 tasks run payments-api:1' }]);
    expect(headlines(here)).toEqual([expect.stringMatching(/^RESOLVED/)]);
  });

  it('keeps its hands off a service while its reads do not say enough: moto counts no active services', async () => {
    const history = ['ListServiceDeployments', 'DescribeServiceRevisions'];
    const here = await openMotoWorld('hands-off', 'act', fillGaps(definitionArn('orders-api:1'), history));

    await crashLoop(here, 'orders-api');
    await minutes(here, 30);

    expect(here.writes()).toEqual([]);
    expect(outcomes(here)).toMatchObject([{ type: 'refused', by: 'fleet-wide-failure' }]);
  });

  it('says what it would do and changes nothing while it observes', async () => {
    const here = await openMotoWorld('observe', 'observe');

    await interruptedJob(here, 'observed');
    await minutes(here, 30);

    expect(here.writes()).toEqual([]);
    expect(outcomes(here)).toMatchObject([{ type: 'observed', by: 'mode' }]);
    expect(await running(here.moto, 'observed')).toEqual([]);
  });

  it('does nothing once the kill switch is on', async () => {
    const here = await openMotoWorld('kill-switch', 'act');
    await throwKillSwitch('on');

    await interruptedJob(here, 'switched-off');
    await minutes(here, 30);

    expect(here.writes()).toEqual([]);
    expect(outcomes(here)).toMatchObject([{ type: 'refused', by: 'kill-switch' }]);
    expect(await running(here.moto, 'switched-off')).toEqual([]);
  });
});
