import { describe, expect, it } from 'vitest';
import { headlines, minutes, ONCALL, outcomes, writes } from '../support/fleet.ts';
import { sizeOf } from '../support/hosts.ts';
import { told } from '../support/scaled-fleet.ts';
import { openGroup, putGroupAlarm } from '../support/scaled-group.ts';

describe('scale-on-alarm on an Auto Scaling group', () => {
  it('adds instances, and is done when they are in service and the alarm is over', async () => {
    const world = await openGroup(90);
    putGroupAlarm(world, 'cpu-high');

    await minutes(world, 3);
    world.setCpu(55);
    await minutes(world, 4);

    expect(sizeOf(world, 'workers')).toEqual({ min: 1, max: 5, desired: 5 });
    expect(outcomes(world)).toMatchObject([{ type: 'held' }]);
    expect(headlines(world)).toEqual([
      expect.stringMatching(/^RESOLVED .* workers size set to 5 instances within 1 to 5/),
    ]);
    expect(told(world)).toContain('5 of 5 instances in service, 1 to 5 allowed');
    await world.close();
  });

  it('takes everything back with one Undo', async () => {
    const world = await openGroup(90, { max: 6 });
    putGroupAlarm(world, 'cpu-high');
    await minutes(world, 3);
    const before = sizeOf(world, 'workers');
    const [message] = world.slack.messages('#ops');
    if (!message) throw new Error('nobody was told');

    await world.click(message, 'undo', ONCALL);
    await minutes(world, 2);

    expect(before).toEqual({ min: 1, max: 6, desired: 5 });
    expect(sizeOf(world, 'workers')).toEqual({ min: 1, max: 6, desired: 3 });
    expect(headlines(world)).toEqual([expect.stringMatching(/^UNDONE/)]);
    await world.close();
  });

  it('answers two alarms of one minute with one change, and gives the reason of the other', async () => {
    const world = await openGroup(90);
    for (const name of ['cpu-high', 'cpu-higher']) putGroupAlarm(world, name, 3);
    await minutes(world, 2.5);
    for (const name of ['cpu-high', 'cpu-higher']) world.fleet.setAlarm(name, 'ALARM', 'busy');

    await minutes(world, 2);

    expect(writes(world)).toEqual(['UpdateAutoScalingGroup']);
    expect(told(world)).toMatch(/alarm cpu-high(er)?: 90 against .*; cpu-high(er)?: 90 against/);
    await world.close();
  });

  it('asks for a higher maximum once, not with every alarm', async () => {
    const world = await openGroup(90, {}, { max: 3 });
    putGroupAlarm(world, 'cpu-high');

    for (let time = 0; time < 3; time += 1) {
      await minutes(world, 3);
      world.fleet.setAlarm('cpu-high', 'OK', 'somebody says so');
    }

    expect(writes(world)).toEqual([]);
    expect(headlines(world)).toHaveLength(1);
    expect(told(world)).toContain('raise max of the rule for auto-scaling-group/workers from 3 to 5');
    await world.close();
  });

  it('takes no instance away that is protected from scale-in, in silence', async () => {
    const world = await openGroup(20, { protectedFromScaleIn: true });
    putGroupAlarm(world, 'cpu-low');

    await minutes(world, 4);

    expect(writes(world)).toEqual([]);
    expect(headlines(world)).toEqual([]);
    await world.close();
  });

  it.each([
    ['Launch', 90, 'cpu-high'],
    ['Terminate', 20, 'cpu-low'],
  ])('leaves it as it is while its process %s is suspended, and says so', async (process, cpu, alarm) => {
    const world = await openGroup(cpu, { suspended: [process] });
    putGroupAlarm(world, alarm);

    await minutes(world, 3);

    expect(writes(world)).toEqual([]);
    expect(told(world)).toContain(`the process ${process} of the group workers is suspended`);
    await world.close();
  });

  it('leaves its size to the capacity provider that manages it, and names the rule to write', async () => {
    const world = await openGroup(90);
    const managedScaling = { status: 'ENABLED' } as const;
    world.fleet.createCapacityProvider({ name: 'spot', autoScalingGroupArn: world.arn, managedScaling });
    putGroupAlarm(world, 'cpu-high');

    await minutes(world, 3);

    expect(writes(world)).toEqual([]);
    expect(told(world)).toContain('write a rule for capacity-provider/spot instead');
    await world.close();
  });
});
