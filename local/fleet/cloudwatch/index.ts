import type { World } from '../model.ts';
import { createRandom } from '../random.ts';
import { changeState } from './alarm-state.ts';
import { deleteAlarm, type NewAlarm, putAlarm } from './alarms.ts';
import { setAlarmState } from './describe-alarms.ts';
import { type MetricName, publish } from './metrics.ts';
import type { AlarmModel, AlarmStateModel, CloudWatch, MuteModel } from './model.ts';

export type { NewAlarm } from './alarms.ts';
export type { MetricName } from './metrics.ts';

/** What a story may let happen to the account's metrics and alarms. */
export interface CloudWatchScript {
  /** Gives the alarm's ARN. It begins in INSUFFICIENT_DATA; its tags are `Tags`. */
  putAlarm(alarm: NewAlarm): string;
  deleteAlarm(name: string): void;
  /** For a composite alarm and one on an expression: only a story knows when their state changes. */
  setAlarm(name: string, state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA', reason: string): void;
  /** A mute rule is on in a window (milliseconds since the epoch): events say so. */
  muteAlarm(name: string, window: MuteModel): void;
  /** A composite alarm goes to ALARM while its actions are suppressed, … */
  suppressAlarm(name: string, by: NonNullable<AlarmStateModel['actionsSuppressedBy']>): void;
  /** … and to ALARM once more when the suppression ends. */
  releaseAlarm(name: string): void;
  /** Samples of one minute: of the present one, unless `at` (milliseconds since the epoch) lies in another. */
  putMetric(metric: MetricName, samples: readonly number[], at?: number): void;
}

export function createCloudWatch(
  seed: string | number,
  settings: Pick<CloudWatch, 'pageSize' | 'delaySeconds'>,
): CloudWatch {
  return { metrics: new Map(), alarms: new Map(), random: createRandom(seed, 'cloudwatch'), ...settings };
}

export function cloudWatchScript(world: World): CloudWatchScript {
  return {
    putAlarm: (alarm) => putAlarm(world, structuredClone(alarm)).arn,
    deleteAlarm: (name) => deleteAlarm(world, name),
    setAlarm: (AlarmName, StateValue, StateReason) => {
      setAlarmState(world, { AlarmName, StateValue, StateReason });
    },
    muteAlarm: (name, window) => {
      alarmOf(world, name).mute = window;
    },
    suppressAlarm: (name, by) => {
      const alarm = alarmOf(world, name);
      const actionsSuppressedReason = `Actions suppressed by ${by}`;
      const { value: _value, since: _since, ...state } = alarm.state;
      changeState(world, alarm, {
        ...state,
        value: 'ALARM',
        actionsSuppressedBy: by,
        actionsSuppressedReason,
      });
    },
    releaseAlarm: (name) => {
      const alarm = alarmOf(world, name);
      const { value, reason, reasonData } = alarm.state;
      changeState(world, alarm, { value, reason, reasonData });
    },
    putMetric: (metric, samples, at) => publish(world, metric, at ?? world.timeline.now(), samples),
  };
}

function alarmOf(world: World, name: string): AlarmModel {
  const alarm = world.cloudwatch.alarms.get(name);
  if (alarm === undefined) throw new Error(`no alarm ${name}: call putAlarm first`);
  return alarm;
}
