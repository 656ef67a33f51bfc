import { putEvent } from '../events.ts';
import type { World } from '../model.ts';
import type { AlarmModel, AlarmStateModel } from './model.ts';

/** `2019-10-02T17:04:40.989+0000`, as alarms write it. */
export function alarmTimestamp(moment: number): string {
  return new Date(moment).toISOString().replace('Z', '+0000');
}

/** An alarm goes to a state, or to the same one again, and EventBridge hears of it. */
export function changeState(world: World, alarm: AlarmModel, next: Omit<AlarmStateModel, 'since'>): void {
  const previous = alarm.state;
  const now = world.timeline.now();
  const since = new Date(now);
  alarm.state = { ...next, since: now };
  Object.assign(alarm.record, {
    StateValue: next.value,
    StateReason: next.reason,
    StateReasonData: next.reasonData,
    StateUpdatedTimestamp: since,
    ...(previous.value !== next.value && { StateTransitionedTimestamp: since }),
    ActionsSuppressedBy: next.actionsSuppressedBy,
    ActionsSuppressedReason: next.actionsSuppressedReason,
  });
  sendStateChange(world, alarm, previous);
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html */
function sendStateChange(world: World, alarm: AlarmModel, previous: AlarmStateModel): void {
  const mute = muteOf(alarm, world.timeline.now());
  putEvent(world, world.cloudwatch.random, {
    source: 'aws.cloudwatch',
    'detail-type': 'CloudWatch Alarm State Change',
    resources: [alarm.arn],
    detail: {
      alarmName: alarm.name,
      configuration: configurationOf(alarm),
      previousState: stateDetail(previous),
      state: stateDetail(alarm.state),
      ...(mute && { muteDetail: mute }),
    },
  });
}

function stateDetail({ since, ...state }: AlarmStateModel): object {
  const given = Object.entries(state).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(given), timestamp: alarmTimestamp(since) };
}

function muteOf({ mute }: AlarmModel, now: number): object | undefined {
  if (mute === undefined || now < mute.from || now >= mute.until) return undefined;
  return {
    mutedByArn: mute.rule,
    muteWindowStart: alarmTimestamp(mute.from),
    muteWindowEnd: alarmTimestamp(mute.until),
  };
}

function configurationOf({ type, record }: AlarmModel): object {
  const description = record.AlarmDescription && { description: record.AlarmDescription };
  if (type === 'CompositeAlarm') return { ...description, ...suppressorOf(record) };
  return { ...description, metrics: record.Metrics?.map(queryDetail) ?? [metricDetail(record)] };
}

function suppressorOf(record: AlarmModel['record']): object {
  const { AlarmRule, ActionsSuppressor } = record;
  if (ActionsSuppressor === undefined) return { alarmRule: AlarmRule };
  return {
    alarmRule: AlarmRule,
    actionsSuppressor: ActionsSuppressor,
    actionsSuppressorWaitPeriod: record.ActionsSuppressorWaitPeriod,
    actionsSuppressorExtensionPeriod: record.ActionsSuppressorExtensionPeriod,
  };
}

/** An event gives each metric an id of its own, even where the alarm has none. */
function metricDetail({
  AlarmArn,
  Dimensions,
  MetricName,
  Namespace,
  Period,
  Statistic,
}: AlarmModel['record']) {
  const metric = { dimensions: dimensionDetail(Dimensions), name: MetricName, namespace: Namespace };
  return {
    id: AlarmArn?.slice(AlarmArn.lastIndexOf(':') + 1),
    metricStat: { metric, period: Period, stat: Statistic },
    returnData: true,
  };
}

function queryDetail(query: NonNullable<AlarmModel['record']['Metrics']>[number]): object {
  const { Id, Expression, Label, MetricStat, ReturnData = true } = query;
  const metric = MetricStat?.Metric;
  return {
    ...(Expression !== undefined && { expression: Expression }),
    id: Id,
    ...(Label !== undefined && { label: Label }),
    ...(metric && {
      metricStat: {
        metric: {
          dimensions: dimensionDetail(metric.Dimensions),
          name: metric.MetricName,
          namespace: metric.Namespace,
        },
        period: MetricStat?.Period,
        stat: MetricStat?.Stat,
      },
    }),
    returnData: ReturnData,
  };
}

function dimensionDetail(dimensions: AlarmModel['record']['Dimensions']): Readonly<Record<string, string>> {
  return Object.fromEntries((dimensions ?? []).map(({ Name = '', Value = '' }) => [Name, Value]));
}
