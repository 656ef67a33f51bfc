import { readFileSync } from 'node:fs';
import {
  DescribeAlarmsCommand,
  ListTagsForResourceCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { alarmEvents, CPU_HIGH, createAlarmStage, liveThrough } from './support.ts';

/** As AWS documents it: the sample that the product is tested with, too. */
const SAMPLE = JSON.parse(readFileSync(new URL('./alarm-metric-single.json', import.meta.url), 'utf8'));

const states = (stage: ReturnType<typeof createAlarmStage>) =>
  alarmEvents(stage).map(({ detail }) => (detail.state as { value: string }).value);

describe('local/fleet/cloudwatch alarms', () => {
  it('goes to ALARM after three minutes over its threshold, and back', async () => {
    const stage = createAlarmStage();
    stage.fleet.putAlarm(CPU_HIGH);

    await liveThrough(stage, [50, 50, 50, 70, 70, 70, 70, 50, 50, 50]);

    expect(states(stage)).toEqual(['OK', 'ALARM', 'OK']);
    const [, alarm] = alarmEvents(stage);
    const minutes = (Date.parse(alarm?.time ?? '') - Date.parse('2026-11-23T03:00:00Z')) / 60_000;
    expect(minutes).toBeGreaterThan(6);
    expect(minutes).toBeLessThan(8);
  });

  it('says so in the shape of the event that AWS documents', async () => {
    const stage = createAlarmStage();
    stage.fleet.putAlarm({ ...CPU_HIGH, AlarmDescription: 'Too hot', EvaluationPeriods: 1 });

    await liveThrough(stage, [50, 50, 99.5, 99.5, 99.5]);

    const event = alarmEvents(stage).at(-1);
    expect(shapeOf(event)).toEqual(shapeOf(SAMPLE));
    expect(event?.detail.state).toMatchObject({
      value: 'ALARM',
      reason:
        'Threshold Crossed: 1 out of the last 1 datapoints [99.5 (23/11/26 03:02:00)] was greater than the threshold (60.0) (minimum 1 datapoint for OK -> ALARM transition).',
    });
  });

  it('stays as it is where one of three minutes is not over its threshold', async () => {
    const stage = createAlarmStage();
    stage.fleet.putAlarm(CPU_HIGH);

    await liveThrough(stage, [50, 50, 50, 70, 70, 50, 70, 70, 50]);

    expect(states(stage)).toEqual(['OK']);
  });

  it('has no data once the metric has been silent for long enough', async () => {
    const stage = createAlarmStage();
    stage.fleet.putAlarm(CPU_HIGH);

    await liveThrough(stage, [50, 50, 50, ...Array.from({ length: 8 }, () => undefined)]);

    expect(states(stage)).toEqual(['OK', 'INSUFFICIENT_DATA']);
  });

  it('names the window of a mute rule, within that window only', async () => {
    const stage = createAlarmStage();
    stage.fleet.putAlarm({ AlarmName: 'both', AlarmRule: 'ALARM(a) AND ALARM(b)' });
    const now = stage.timeline.now();
    const rule = 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm-mute-rule:night';
    stage.fleet.muteAlarm('both', { rule, from: now, until: now + 60_000 });

    stage.fleet.setAlarm('both', 'ALARM', 'test');
    await stage.pass(1);
    stage.fleet.setAlarm('both', 'OK', 'test');

    expect(alarmEvents(stage).map(({ detail }) => detail.muteDetail)).toEqual([
      {
        mutedByArn: rule,
        muteWindowStart: '2026-11-23T03:00:00.000+0000',
        muteWindowEnd: '2026-11-23T03:01:00.000+0000',
      },
      undefined,
    ]);
  });

  it('tells of a composite alarm in ALARM again when its suppression ends', async () => {
    const stage = createAlarmStage();
    stage.fleet.putAlarm({ AlarmName: 'both', AlarmRule: 'ALARM(a) AND ALARM(b)' });

    stage.fleet.suppressAlarm('both', 'WaitPeriod');
    stage.fleet.releaseAlarm('both');

    const [, released] = alarmEvents(stage);
    expect(released?.detail).toMatchObject({
      configuration: { alarmRule: 'ALARM(a) AND ALARM(b)' },
      previousState: { value: 'ALARM', actionsSuppressedBy: 'WaitPeriod' },
      state: { value: 'ALARM' },
    });
    expect(released?.detail.state).not.toHaveProperty('actionsSuppressedBy');
  });

  it('describes composite alarms only where they are asked for, page by page', async () => {
    const { fleet, cloudwatch } = createAlarmStage();
    fleet.putAlarm(CPU_HIGH);
    fleet.putAlarm({ ...CPU_HIGH, AlarmName: 'web-cpu-low' });
    fleet.putAlarm({ AlarmName: 'both', AlarmRule: 'ALARM(a) AND ALARM(b)' });

    const first = await cloudwatch.send(new DescribeAlarmsCommand({ MaxRecords: 1 }));
    const second = await cloudwatch.send(
      new DescribeAlarmsCommand({ MaxRecords: 1, NextToken: first.NextToken }),
    );
    const composite = await cloudwatch.send(
      new DescribeAlarmsCommand({ AlarmNames: ['both'], AlarmTypes: ['CompositeAlarm'] }),
    );
    const overlooked = await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames: ['both'] }));

    const names = [first, second].flatMap(({ MetricAlarms = [] }) => MetricAlarms);
    expect(names.map(({ AlarmName }) => AlarmName)).toEqual(['web-cpu-high', 'web-cpu-low']);
    expect(second.NextToken).toBeUndefined();
    expect(composite.CompositeAlarms).toMatchObject([{ AlarmName: 'both' }]);
    expect(overlooked).toMatchObject({ MetricAlarms: [], CompositeAlarms: [] });
  });

  it('gives its tags, and takes a state by hand until it looks again', async () => {
    const stage = createAlarmStage();
    const arn = stage.fleet.putAlarm(CPU_HIGH);
    await liveThrough(stage, [50, 50, 50]);

    await stage.cloudwatch.send(
      new SetAlarmStateCommand({ AlarmName: 'web-cpu-high', StateValue: 'ALARM', StateReason: 'a drill' }),
    );
    await liveThrough(stage, [50, 50]);

    const { Tags } = await stage.cloudwatch.send(new ListTagsForResourceCommand({ ResourceARN: arn }));
    expect(Tags).toEqual([{ Key: 'watchkeeper:target', Value: 'shop/web' }]);
    expect(states(stage)).toEqual(['OK', 'ALARM', 'OK']);
    const unknown = stage.cloudwatch.send(
      new SetAlarmStateCommand({ AlarmName: 'none', StateValue: 'OK', StateReason: '' }),
    );
    await expect(unknown).rejects.toThrow('none does not exist');
  });
});

/** Names and types of all fields; lists by their first entry. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return [shapeOf(value[0])];
  if (typeof value !== 'object' || value === null) return typeof value;
  const fields = Object.entries(value).map(([name, field]) => [plain(name), shapeOf(field)] as const);
  return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Names of dimensions are the metric's own. */
function plain(name: string): string {
  return ['InstanceId', 'ServiceName', 'ClusterName'].includes(name) ? 'dimension' : name;
}
