import type { PutCompositeAlarmInput, PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import type { World } from '../model.ts';
import { evaluateAlarm } from './evaluate.ts';
import { MINUTE } from './metrics.ts';
import type { AlarmModel } from './model.ts';

const UNCHECKED = 'Unchecked: Initial alarm creation';

/** An alarm to be, as PutMetricAlarm and PutCompositeAlarm take it. */
export type NewAlarm = PutMetricAlarmInput | PutCompositeAlarmInput;

/**
 * Make an alarm. One on a single metric is judged every minute, from a moment of its own within the minute; one on an
 * expression and a composite stay as SetAlarmState says.
 */
export function putAlarm(
  world: World,
  wanted: NewAlarm,
  whileInAlarm?: AlarmModel['whileInAlarm'],
): AlarmModel {
  const { Tags = [], ...settings } = wanted;
  const name = wanted.AlarmName ?? '';
  deleteAlarm(world, name);
  const now = world.timeline.now();
  const arn = world.arns.alarm(name);
  const alarm: AlarmModel = {
    name,
    arn,
    type: 'AlarmRule' in wanted ? 'CompositeAlarm' : 'MetricAlarm',
    record: {
      ActionsEnabled: true,
      OKActions: [],
      AlarmActions: [],
      InsufficientDataActions: [],
      ...settings,
      AlarmArn: arn,
      AlarmConfigurationUpdatedTimestamp: new Date(now),
      StateValue: 'INSUFFICIENT_DATA',
      StateReason: UNCHECKED,
      StateUpdatedTimestamp: new Date(now),
      StateTransitionedTimestamp: new Date(now),
    },
    tags: Tags,
    state: { value: 'INSUFFICIENT_DATA', reason: UNCHECKED, since: now },
    whileInAlarm,
    cancel: () => {},
  };
  world.cloudwatch.alarms.set(name, alarm);
  if (alarm.record.MetricName !== undefined) watch(world, alarm);
  return alarm;
}

export function deleteAlarm(world: World, name: string): void {
  world.cloudwatch.alarms.get(name)?.cancel();
  world.cloudwatch.alarms.delete(name);
}

function watch(world: World, alarm: AlarmModel): void {
  const { timeline, cloudwatch } = world;
  const offset = Math.floor(cloudwatch.random.between(0, MINUTE));
  const first = timeline.every(offset + 1, () => {
    first();
    evaluateAlarm(world, alarm);
    alarm.cancel = timeline.every(MINUTE, () => evaluateAlarm(world, alarm));
  });
  alarm.cancel = first;
}
