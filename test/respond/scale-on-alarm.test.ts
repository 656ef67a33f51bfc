import { describe, expect, it } from 'vitest';
import { SERVICE_CPU } from '../support/alarms.ts';
import { headlines, minutes, outcomes, threadLines, writes } from '../support/fleet.ts';
import { desiredOf, LOW, openScaled, putCpuAlarm, told } from '../support/scaled-fleet.ts';

/** More than four tasks can do, from the third minute on. */
const BUSY = [{ minute: 3, to: 3.6 }];
const SCALABLE = { ResourceId: 'service/prod/payments-api', MinCapacity: 2, MaxCapacity: 5 };
/** It names its service by a tag. */
const COMPOSITE = {
  AlarmName: 'api-slow',
  AlarmRule: 'ALARM(other)',
  Tags: [{ Key: 'watchkeeper:target', Value: 'service/prod/payments-api' }],
};

describe('scale-on-alarm on a service', () => {
  it('scales out under a load, and in again when it has passed, with one message for each', async () => {
    const world = await openScaled('act', {}, [...BUSY, { minute: 20, to: 1.5 }]);
    putCpuAlarm(world, 'cpu-high');
    putCpuAlarm(world, 'cpu-low', LOW);

    await minutes(world, 15);
    const busy = desiredOf(world);
    await minutes(world, 50);

    expect(busy).toBe(7);
    expect(desiredOf(world)).toBe(3);
    expect(outcomes(world)).toMatchObject([{ type: 'held' }, { type: 'held' }]);
    expect(headlines(world)).toHaveLength(2);
    await world.close();
  });

  it('answers two alarms of one minute with one change, and gives the reason of the other', async () => {
    const world = await openScaled('act', {}, BUSY);
    putCpuAlarm(world, 'cpu-high');
    putCpuAlarm(world, 'cpu-higher');

    await minutes(world, 12);

    expect(writes(world)).toEqual(['UpdateService']);
    expect(headlines(world)).toHaveLength(1);
    expect(threadLines(world).join()).toMatch(
      /cpu-high(er)?: [\d.]+ against a target of 60.*; cpu-high(er)?: [\d.]+ against/,
    );
    await world.close();
  });

  it('watches an alarm that stays in ALARM, in silence, for as long as it does', async () => {
    const world = await openScaled('act', {}, [{ minute: 45, to: 3.6 }]);
    putCpuAlarm(world, 'cpu-above-30', { Threshold: 30 });

    await minutes(world, 44);
    expect(headlines(world)).toEqual([]);
    await minutes(world, 16);

    expect(desiredOf(world)).toBe(7);
    expect(outcomes(world)[0]).toMatchObject({ reason: expect.stringContaining('watched on') });
    await world.close();
  });

  it('closes in place when the alarm is OK', async () => {
    const world = await openScaled('act', {}, BUSY);
    putCpuAlarm(world, 'cpu-high');

    await minutes(world, 12);

    expect(outcomes(world)).toMatchObject([
      { type: 'held', reason: expect.stringContaining('cpu-high is OK') },
    ]);
    expect(told(world)).toMatch(/cpu-high.*OK/);
    await world.close();
  });

  it('asks for a higher maximum once, not with every alarm', async () => {
    const world = await openScaled('act', { max: 4 }, BUSY);
    putCpuAlarm(world, 'cpu-high');

    for (let time = 0; time < 3; time += 1) {
      await minutes(world, 7);
      world.fleet.setAlarm('cpu-high', 'OK', 'somebody says so');
    }

    expect(writes(world)).toEqual([]);
    expect(headlines(world)).toHaveLength(1);
    expect(told(world)).toContain('raise max of the rule');
    await world.close();
  });

  it('moves the bounds of its scalable target, so that Application Auto Scaling lets it stay', async () => {
    const world = await openScaled('act', {}, [{ minute: 3, to: 4.2 }]);
    world.fleet.registerScalableTarget(SCALABLE);
    world.fleet.putScalingPolicy({
      ResourceId: SCALABLE.ResourceId,
      PolicyName: 'memory',
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 90,
        PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageMemoryUtilization' },
      },
    });
    putCpuAlarm(world, 'cpu-high');

    await minutes(world, 35);

    expect(desiredOf(world)).toBe(7);
    expect(writes(world)).toEqual(['UpdateService', 'RegisterScalableTarget']);
    await world.close();
  });

  it('takes nothing away during a deployment', async () => {
    const world = await openScaled('act', {}, [{ minute: 1, to: 0.8 }]);
    putCpuAlarm(world, 'cpu-low', LOW);
    await minutes(world, 5);
    world.fleet.deploy('prod', 'payments-api', 'payments-api:2');

    await minutes(world, 25);

    expect(desiredOf(world)).toBe(4);
    expect(told(world)).toContain('nothing is taken away during a deployment');
    await world.close();
  });

  it('leaves a service alone whose alarms are muted, disabled or suppressed', async () => {
    const world = await openScaled('act', { metric: SERVICE_CPU }, BUSY);
    const { fleet, timeline } = world;
    putCpuAlarm(world, 'muted');
    fleet.muteAlarm('muted', { rule: 'night', from: 0, until: timeline.now() + 3_600_000 });
    putCpuAlarm(world, 'disabled', { ActionsEnabled: false });
    fleet.putAlarm(COMPOSITE);
    await minutes(world, 5);
    fleet.suppressAlarm('api-slow', 'Alarm');

    await minutes(world, 5);

    expect(writes(world)).toEqual([]);
    expect(headlines(world)).toEqual([]);
    await world.close();
  });

  it('tells that an alarm has no data where a rule relies on it', async () => {
    const world = await openScaled('act', { alarm: 'cpu-*' });
    putCpuAlarm(world, 'cpu-high');
    world.fleet.setAlarm('cpu-high', 'OK', 'for a start');
    world.fleet.setAlarm('cpu-high', 'INSUFFICIENT_DATA', 'no data');

    await minutes(world, 0.5);

    expect(writes(world)).toEqual([]);
    expect(told(world)).toContain('has no data');
    await world.close();
  });

  it('finds out by its tags what an alarm scales, in silence, and hands it on', async () => {
    const world = await openScaled('act', { metric: SERVICE_CPU }, BUSY);
    world.fleet.putAlarm(COMPOSITE);
    await minutes(world, 7);
    world.fleet.setAlarm('api-slow', 'ALARM', 'slow');

    await minutes(world, 3);

    expect(desiredOf(world)).toBe(7);
    expect(headlines(world)).toHaveLength(1);
    await world.close();
  });
});
