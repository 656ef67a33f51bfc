import { describe, expect, it } from 'vitest';
import { SERVICE_CPU } from '../support/alarms.ts';
import { headlines, minutes, ONCALL, outcomes, writes } from '../support/fleet.ts';
import { desiredOf, openScaled, putCpuAlarm, type Scaled, told } from '../support/scaled-fleet.ts';

const BUSY = [{ minute: 3, to: 3.6 }];
const RULE = 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm-mute-rule:release';

/** From now on, for an hour. */
function mute({ fleet, timeline }: Scaled, alarm: string): void {
  fleet.muteAlarm(alarm, { rule: RULE, from: timeline.now(), until: timeline.now() + 3_600_000 });
}

async function approve(world: Scaled): Promise<void> {
  const [root] = world.slack.messages('#ops');
  if (!root) throw new Error('nobody was asked');
  await world.click(root, 'approve', ONCALL);
}

describe('an alarm whose mute or suppression begins while a response is at work', () => {
  it('changes nothing any more, though somebody approves the question that it led to', async () => {
    const world = await openScaled('ask', {}, BUSY);
    putCpuAlarm(world, 'cpu-high');
    await minutes(world, 7);
    expect(headlines(world)).toHaveLength(1);

    mute(world, 'cpu-high');
    await approve(world);
    await minutes(world, 5);

    expect(writes(world)).toEqual([]);
    expect(outcomes(world)).toMatchObject([{ type: 'nothing', reason: 'cpu-high: it is muted by release' }]);
    expect(told(world)).toContain('it is muted by release');
    await world.close();
  });

  it('changes nothing more after what was done before', async () => {
    const rule = { max: 40, cooldownSeconds: { out: 120 } };
    const world = await openScaled('act', rule, [{ minute: 3, to: 20 }]);
    putCpuAlarm(world, 'cpu-high');
    await minutes(world, 7);
    const before = desiredOf(world);

    mute(world, 'cpu-high');
    await minutes(world, 20);

    expect([before, writes(world)]).toEqual([7, ['UpdateService']]);
    expect(desiredOf(world)).toBe(before);
    expect(outcomes(world)).toMatchObject([
      { type: 'held', reason: '7 of 7 run; cpu-high is still in ALARM' },
    ]);
    await world.close();
  });

  it('changes nothing while a composite alarm is suppressed', async () => {
    const world = await openScaled('ask', { metric: SERVICE_CPU }, BUSY);
    world.fleet.putAlarm({
      AlarmName: 'api-slow',
      AlarmRule: 'ALARM(other)',
      Tags: [{ Key: 'watchkeeper:target', Value: 'service/prod/payments-api' }],
    });
    await minutes(world, 7);
    world.fleet.setAlarm('api-slow', 'ALARM', 'it is slow');
    await minutes(world, 2);

    world.fleet.suppressAlarm('api-slow', 'Alarm');
    await approve(world);
    await minutes(world, 5);

    expect(writes(world)).toEqual([]);
    expect(told(world)).toContain('its actions are suppressed by Alarm');
    await world.close();
  });

  it('changes nothing where nobody can say whether it is muted', async () => {
    const world = await openScaled('act', {}, BUSY);
    world.fleet.fault({ command: 'ListAlarmMuteRules', kind: 'denied', times: 1000 });
    putCpuAlarm(world, 'cpu-high');

    await minutes(world, 40);

    expect(writes(world)).toEqual([]);
    expect(told(world)).toContain('cloudwatch:ListAlarmMuteRules');
    await world.close();
  });
});
