import { afterEach, describe, expect, it } from 'vitest';
import { tickEvent } from '../local/domains.ts';
import { busyService, HOURS_SETTINGS, SCALE_SETTINGS, sleepers } from '../test/support/busy-service.ts';
import { headlines, outcomes, writes } from '../test/support/fleet.ts';
import { ungranted } from './support/calls.ts';
import { ACCOUNT, REGION } from './support/deployment.ts';
import { closeAll, open, service } from './support/stories.ts';
import type { ArtifactWorld } from './support/world.ts';

afterEach(closeAll);

const configOf = (mode: string) =>
  JSON.stringify({
    mode,
    routes: [{ channel: '#ops' }],
    playbooks: {
      'scale-on-alarm': { settings: SCALE_SETTINGS },
      'keep-hours': { settings: HOURS_SETTINGS },
    },
  });

/** A service with more and more to do, until some time after its alarm. */
async function busy(mode: string): Promise<ArtifactWorld> {
  const here = await open({ config: configOf(mode) });
  busyService(here);
  await here.minutes(20);
  return here;
}

async function evening(mode: string): Promise<ArtifactWorld> {
  const here = await open({ config: configOf(mode) });
  sleepers(here);
  await tick(here);
  return here;
}

async function tick(here: ArtifactWorld): Promise<void> {
  const at = { account: ACCOUNT, region: REGION, at: here.timeline.now() };
  here.put(tickEvent('watchkeeper-prod', 'keep-hours', at));
  await here.minutes(15);
}

function groupSize({ fleet }: ArtifactWorld): unknown {
  const { AutoScalingGroups = [] } = fleet.send('AutoScaling', 'DescribeAutoScalingGroups', {}) as {
    readonly AutoScalingGroups?: readonly object[];
  };
  return AutoScalingGroups[0];
}

/** Only the functions of the domain, and what their roles grant. */
function expectOwnFunctions(here: ArtifactWorld): void {
  expect(here.door('scaling-events').started()).toBeGreaterThan(0);
  expect(here.door('respond-scaling').started()).toBeGreaterThan(0);
  expect([here.door('ecs-events').started(), here.door('respond').started()]).toEqual([0, 0]);
  expect(ungranted(here.requests, here.deployment.template)).toEqual([]);
}

describe('the shipped bundles, when an alarm rings', () => {
  it('scale the service out, and see that its metric comes down', async () => {
    const here = await busy('act');

    expect(service(here)).toMatchObject({ desired: 9, running: 9 });
    expect(writes(here)).toContain('RegisterScalableTarget');
    expect(headlines(here)).toEqual([expect.stringMatching(/^(RESOLVED|DONE)/)]);
    expect(outcomes(here)).toMatchObject([{ type: 'held' }]);
    expectOwnFunctions(here);
  });

  it('only say what they would do where the mode is observe', async () => {
    const here = await busy('observe');

    expect(service(here)).toMatchObject({ desired: 3 });
    expect(writes(here)).toEqual([]);
    expect(headlines(here)).toEqual([expect.stringMatching(/^OBSERVED/)]);
    expectOwnFunctions(here);
  });
});

describe('the shipped bundles, when hours end and begin', () => {
  it('put services and groups to sleep, and give each back what it had', async () => {
    const here = await evening('act');
    expect(service(here)).toMatchObject({ desired: 0 });
    expect(groupSize(here)).toMatchObject({ MinSize: 0, MaxSize: 0, DesiredCapacity: 0 });

    await here.minutes(3 * 60);
    await tick(here);

    expect(service(here)).toMatchObject({ desired: 3, running: 3 });
    expect(groupSize(here)).toMatchObject({ MinSize: 1, MaxSize: 4, DesiredCapacity: 2 });
    expectOwnFunctions(here);
  });

  it('leave all as it is where the mode is observe', async () => {
    const here = await evening('observe');

    expect(writes(here)).toEqual([]);
    expect(service(here)).toMatchObject({ desired: 3 });
    expect(headlines(here)).toEqual([expect.stringMatching(/^OBSERVED/)]);
    expectOwnFunctions(here);
  });
});
