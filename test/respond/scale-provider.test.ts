import { describe, expect, it } from 'vitest';
import { headlines, minutes, ONCALL, openWorld, outcomes, threadLines, writes } from '../support/fleet.ts';
import {
  HOSTS_FULL,
  type Hosting,
  hostedService,
  managedScalingOf,
  sizeOf,
  tasksOf,
} from '../support/hosts.ts';
import { told } from '../support/scaled-fleet.ts';

const RULE = {
  target: 'capacity-provider/hosts',
  alarm: 'hosts-full',
  mode: 'step',
  sets: 'maxSize',
  min: 3,
  max: 6,
  steps: [{ add: 1 }],
};
const STEPS = { ...RULE, sets: 'maximumScalingStepSize', min: 1, max: 4 };

/** Hosts that are at their maximum of three, with tasks that wait for a fourth. */
async function openHosts(rules: readonly object[], hosts: Hosting = {}, tasks = 8) {
  const settings = JSON.stringify({ rules });
  const world = await openWorld('act', `playbooks: { scale-on-alarm: { settings: ${settings} } }\n`);
  hostedService(world, { desired: 3, ...hosts });
  world.fleet.putAlarm(HOSTS_FULL);
  world.fleet.scale('batch', 'resizer', tasks);
  return world;
}

type Hosts = Awaited<ReturnType<typeof openHosts>>;

async function undo(world: Hosts): Promise<void> {
  const [message] = world.slack.messages('#ops');
  if (!message) throw new Error('nobody was told');
  await world.click(message, 'undo', ONCALL);
  await minutes(world, 2);
}

describe('scale-on-alarm on a capacity provider', () => {
  it('raises the maximum that its tasks wait for, and is done when they run', async () => {
    const world = await openHosts([RULE]);

    await minutes(world, 8);

    expect({ ...sizeOf(world), ...tasksOf(world) }).toEqual({
      ...{ min: 1, max: 4, desired: 4 },
      ...{ running: 8, pending: 0 },
    });
    expect(outcomes(world)).toMatchObject([{ type: 'held' }]);
    expect(told(world)).toContain('4 of 4 instances in service, 1 to 4 allowed');
    await world.close();
  });

  it('lowers it again, but not below what ECS has started', async () => {
    const rule = { ...RULE, alarm: 'hosts-idle', min: 2, steps: [{ exactly: 2 }] };
    const world = await openHosts([rule], { max: 6 }, 4);
    const low = { Threshold: 100, ComparisonOperator: 'LessThanThreshold' } as const;
    world.fleet.putAlarm({ ...HOSTS_FULL, ...low, AlarmName: 'hosts-idle' });

    await minutes(world, 5);

    expect(sizeOf(world)).toEqual({ min: 1, max: 3, desired: 3 });
    expect(writes(world)).toEqual(['UpdateAutoScalingGroup']);
    await world.close();
  });

  it('keeps what an Undo would take from under its tasks, and says so', async () => {
    const world = await openHosts([RULE]);
    await minutes(world, 5);

    await undo(world);

    expect(sizeOf(world)).toEqual({ min: 1, max: 4, desired: 4 });
    expect(JSON.stringify([outcomes(world), threadLines(world)])).toContain(
      'it has 4 instances, and 3 would end some',
    );
    await world.close();
  });

  it('asks for a higher maximum once, when its own is reached', async () => {
    const world = await openHosts([{ ...RULE, max: 3 }]);

    for (let time = 0; time < 3; time += 1) {
      await minutes(world, 5);
      world.fleet.setAlarm('hosts-full', 'OK', 'somebody says so');
    }

    expect(writes(world)).toEqual([]);
    expect(headlines(world)).toHaveLength(1);
    expect(told(world)).toContain('raise max of the rule for capacity-provider/hosts from 3 to 4');
    await world.close();
  });

  it.each([
    ['whose process Launch is suspended', { suspended: ['Launch'] }, 'the process Launch'],
    ['that is protected', { tags: { 'watchkeeper:protected': 'true' } }, 'the tag watchkeeper:protected'],
  ])('leaves a group alone %s', async (_what, group, why) => {
    const world = await openHosts([RULE], group);

    await minutes(world, 5);

    expect(writes(world)).toEqual([]);
    expect(told(world)).toContain(why);
    await world.close();
  });

  it('sets how fast instances come, and takes it back', async () => {
    const world = await openHosts([STEPS], { max: 9, maximumScalingStepSize: 1 }, 16);
    await minutes(world, 5);
    const faster = managedScalingOf(world);

    await undo(world);

    expect(faster).toMatchObject({ targetCapacity: 100, maximumScalingStepSize: 3 });
    expect(managedScalingOf(world)).toMatchObject({ targetCapacity: 100, maximumScalingStepSize: 1 });
    expect(headlines(world)).toEqual([expect.stringMatching(/^UNDONE/)]);
    await world.close();
  });

  it('answers two alarms of one minute with one change, and gives the reason of the other', async () => {
    const world = await openHosts([{ ...RULE, alarm: 'hosts-*' }]);
    world.fleet.putAlarm({ ...HOSTS_FULL, AlarmName: 'hosts-short' });
    await minutes(world, 2.5);
    for (const name of ['hosts-full', 'hosts-short']) world.fleet.setAlarm(name, 'ALARM', 'tasks wait');

    await minutes(world, 2);

    expect(writes(world)).toEqual(['UpdateAutoScalingGroup']);
    expect(told(world)).toMatch(/alarm hosts-(full|short): 133 against .*; hosts-(full|short): 133 against/);
    await world.close();
  });
});
