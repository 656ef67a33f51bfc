import {
  type CloudWatchClient,
  type CompositeAlarm,
  DescribeAlarmsCommand,
  type DescribeAlarmsInput,
  ListTagsForResourceCommand,
  type LogAlarm,
  type MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import { ALARM_STATES, type Alarm, type AlarmKind } from '../../domain/alarm.ts';
import { allPages } from '../pages.ts';
import { need, type Reading, read } from '../read.ts';
import { iso } from '../shapes.ts';
import { metricsOf } from './alarm-metrics.ts';
import { readUnless } from './read-unless.ts';

/** Without them CloudWatch tells of metric alarms only. */
const ALL_TYPES = ['MetricAlarm', 'CompositeAlarm', 'LogAlarm'] as const;

type AnyAlarm = MetricAlarm | CompositeAlarm | LogAlarm;

/** DescribeAlarms. Names differ by case, too. */
export async function readAlarm(cloudWatch: CloudWatchClient, name: string): Promise<Alarm | undefined> {
  const found = await describe(cloudWatch, `the alarm "${name}"`, { AlarmNames: [name] });
  return found.find((alarm) => alarm.name === name);
}

/** Every alarm whose name begins so. */
export function readAlarmsNamed(cloudWatch: CloudWatchClient, prefix: string): Promise<readonly Alarm[]> {
  return describe(cloudWatch, `the alarms named ${prefix}…`, { AlarmNamePrefix: prefix });
}

async function describe(
  cloudWatch: CloudWatchClient,
  what: string,
  which: Pick<DescribeAlarmsInput, 'AlarmNames' | 'AlarmNamePrefix'>,
): Promise<readonly Alarm[]> {
  const reading = { action: 'cloudwatch:DescribeAlarms', what };
  return read(reading, async () => {
    const input = { ...which, AlarmTypes: [...ALL_TYPES], MaxRecords: 100 };
    const found = await allPages(async (NextToken) => {
      const page = await cloudWatch.send(new DescribeAlarmsCommand({ ...input, NextToken }));
      // Each type has its list, and be it empty; which of them a Region knows differs.
      need(page.MetricAlarms ?? page.CompositeAlarms ?? page.LogAlarms, 'MetricAlarms', reading);
      const { MetricAlarms = [], CompositeAlarms = [], LogAlarms = [] } = page;
      const items = [
        ...MetricAlarms.map((alarm) => ({ alarm, kind: metricKind(alarm) })),
        ...CompositeAlarms.map((alarm) => ({ alarm, kind: 'composite' as const })),
        ...LogAlarms.map((alarm) => ({ alarm, kind: 'insights' as const })),
      ];
      return { items, next: page.NextToken };
    });
    return found.map(({ alarm, kind }) => alarmFrom(alarm, kind, reading));
  });
}

/** The alarm's tags; none when there is no such alarm any more. */
export async function readAlarmTags(
  cloudWatch: CloudWatchClient,
  arn: string,
): Promise<Readonly<Record<string, string>>> {
  const reading = { action: 'cloudwatch:ListTagsForResource', what: `the tags of ${arn}` };
  const found = await readUnless(reading, ['ResourceNotFoundException', 'ResourceNotFound'], () =>
    cloudWatch.send(new ListTagsForResourceCommand({ ResourceARN: arn })),
  );
  const tags = found === undefined ? [] : need(found.Tags, 'Tags', reading);
  return Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}

function alarmFrom(alarm: AnyAlarm, kind: AlarmKind, reading: Reading): Alarm {
  const { AlarmActions = [], OKActions = [], InsufficientDataActions = [] } = alarm;
  const arn = need(alarm.AlarmArn, 'AlarmArn', reading);
  const since = alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp;
  const state = ALARM_STATES.find((known) => known === alarm.StateValue);
  return {
    arn,
    name: need(alarm.AlarmName, 'AlarmName', reading),
    kind,
    state: need(state, 'StateValue', reading),
    reason: alarm.StateReason ?? '',
    since: iso(need(since, 'StateUpdatedTimestamp', reading)),
    metrics: 'AlarmRule' in alarm ? [] : metricsOf(alarm, arn),
    ...limitOf(alarm),
    ...periodsOf(alarm),
    ...suppressedOf(alarm),
    actionsEnabled: need(alarm.ActionsEnabled, 'ActionsEnabled', reading),
    actions: [...new Set([...AlarmActions, ...OKActions, ...InsufficientDataActions])],
  };
}

function limitOf(alarm: AnyAlarm): Pick<Alarm, 'threshold' | 'comparison' | 'value'> {
  const value = newestValue(alarm.StateReasonData);
  const own = value === undefined ? {} : { value };
  if (!('Threshold' in alarm || 'ComparisonOperator' in alarm)) return own;
  const { Threshold: threshold, ComparisonOperator: comparison } = alarm;
  return { ...own, ...(threshold !== undefined && { threshold }), ...(comparison && { comparison }) };
}

function suppressedOf(alarm: AnyAlarm): Pick<Alarm, 'suppressed'> {
  if (!('ActionsSuppressedBy' in alarm) || !alarm.ActionsSuppressedBy) return {};
  return { suppressed: { by: alarm.ActionsSuppressedBy, reason: alarm.ActionsSuppressedReason ?? '' } };
}

function periodsOf(alarm: AnyAlarm): Pick<Alarm, 'evaluationPeriods' | 'datapointsToAlarm' | 'missingData'> {
  if (!('EvaluationPeriods' in alarm)) return {};
  const { EvaluationPeriods, DatapointsToAlarm, TreatMissingData } = alarm;
  return {
    ...(EvaluationPeriods !== undefined && { evaluationPeriods: EvaluationPeriods }),
    ...(DatapointsToAlarm !== undefined && { datapointsToAlarm: DatapointsToAlarm }),
    ...(TreatMissingData && { missingData: TreatMissingData }),
  };
}

function metricKind({ Metrics = [], ThresholdMetricId, EvaluationCriteria }: MetricAlarm): AlarmKind {
  const expressions = Metrics.flatMap(({ Expression }) => Expression ?? []);
  if (ThresholdMetricId) return 'anomaly';
  if (expressions.some((text) => /^\s*SELECT\s/i.test(text))) return 'insights';
  return expressions.length > 0 || EvaluationCriteria ? 'math' : 'metric';
}

/** The last of `recentDatapoints`, as CloudWatch writes them for metric alarms; null is a period without data. */
function newestValue(reasonData: string | undefined): number | undefined {
  const data = parsed(reasonData);
  const { recentDatapoints } = { ...(data as { readonly recentDatapoints?: unknown } | null) };
  const newest: unknown = Array.isArray(recentDatapoints) ? recentDatapoints.at(-1) : undefined;
  return typeof newest === 'number' ? newest : undefined;
}

function parsed(text = 'null'): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
