import type { CompositeAlarm, MetricAlarm, StateValue, Tag } from '@aws-sdk/client-cloudwatch';
import type { Random } from '../random.ts';

/** The metrics and alarms of one account and region. */
export interface CloudWatch {
  /** By namespace, name and dimensions: see `metricKey`. */
  readonly metrics: Map<string, MinuteModel[]>;
  /** By name. */
  readonly alarms: Map<string, AlarmModel>;
  readonly random: Random;
  /** How many datapoints GetMetricData puts on a page when it is not told: 100,800, unless a story says less. */
  readonly pageSize: number;
  /** Seconds from the end of a minute until its datapoints can be read. */
  readonly delaySeconds: number;
}

/** What was measured in one minute, as a StatisticSet. Moments are milliseconds since the epoch. */
export interface MinuteModel {
  /** When the minute began. */
  readonly at: number;
  /** From when on it can be read. */
  readonly readableAt: number;
  readonly sum: number;
  readonly count: number;
  readonly min: number;
  readonly max: number;
}

/** An alarm on one metric, or one whose state is set by hand: on an expression, or a composite. */
export interface AlarmModel {
  readonly name: string;
  readonly arn: string;
  readonly type: 'MetricAlarm' | 'CompositeAlarm';
  /** What DescribeAlarms shows. */
  readonly record: MetricAlarm & CompositeAlarm;
  readonly tags: readonly Tag[];
  state: AlarmStateModel;
  mute?: MuteModel | undefined;
  /** Called at each evaluation that finds it in ALARM: an action of Auto Scaling is repeated every minute. */
  readonly whileInAlarm?: ((now: number) => void) | undefined;
  cancel: () => void;
}

export interface AlarmStateModel {
  readonly value: StateValue;
  readonly reason: string;
  /** JSON. */
  readonly reasonData?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly since: number;
  readonly actionsSuppressedBy?: 'WaitPeriod' | 'ExtensionPeriod' | 'Alarm' | undefined;
  readonly actionsSuppressedReason?: string | undefined;
}

/** A window of an alarm mute rule. Moments are milliseconds since the epoch. */
export interface MuteModel {
  /** Its ARN. */
  readonly rule: string;
  readonly from: number;
  readonly until: number;
}
