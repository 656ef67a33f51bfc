import type { Alarm, AlarmMetric } from '../../domain/alarm.ts';
import type { Mark } from '../../domain/mark.ts';
import type { Reads } from '../../domain/reads.ts';
import type { Datapoint, ScalingPolicy } from '../../domain/scaling.ts';
import { ruleFor } from '../../scaling/bind.ts';
import { whyHandsOff } from '../../scaling/heed.ts';
import type { Resource } from '../../scaling/resource.ts';
import { capacityRule, metricOf } from './capacity-rule.ts';
import type { ScalingRule } from './rules-schema.ts';
import type { HeardAlarm, Rules } from './scale-facts.ts';

/** More alarms on one target are a mistake of their own; the newest are heard. */
const ALARMS = 8;
/** Data comes minutes late, so a window reaches further back. */
const LATE_MINUTES = 10;
const MINUTE = 60_000;
const WAITING = 'ApproximateNumberOfMessagesVisible';
const AT_WORK = 'ApproximateNumberOfMessagesNotVisible';
const SENT = 'NumberOfMessagesSent';
const DELETED = 'NumberOfMessagesDeleted';

/** Names of the alarms that asked for something, the newest last. */
export function alarmNames(marks: readonly Mark[]): readonly string[] {
  return [...new Set(marks.toReversed().map(({ data, group }) => data ?? group))]
    .slice(0, ALARMS)
    .toReversed();
}

/** What an alarm is heard with. `now` in milliseconds since the epoch. */
export interface Hearing {
  readonly resource: Resource;
  readonly policies: readonly ScalingPolicy[];
  readonly rules: Rules;
  readonly reads: Reads;
  readonly now: number;
}

/** Each alarm with its rule and the metric that the rule goes by, all of it read now. */
export function hearAlarms(names: readonly string[], hearing: Hearing): Promise<readonly HeardAlarm[]> {
  return Promise.all(names.map((name) => hear(name, hearing)));
}

async function hear(name: string, { resource, policies, rules, reads, now }: Hearing): Promise<HeardAlarm> {
  const silent = { name, points: [], periodSeconds: 60 };
  const alarm = await reads.alarm(name);
  if (alarm === undefined) return { ...silent, handsOff: 'there is no such alarm any more' };
  const rule = ruleFor(resource, name, rules);
  if (rule === undefined) return { ...silent, alarm, handsOff: 'no rule is about it' };
  const handsOff = whyHandsOff(alarm, policies) ?? (await whyMuted(alarm, reads));
  const metric = metricOf(rule, alarm.metrics);
  const base = { name, alarm, handsOff, rule: capacityRule(rule), sets: rule.sets };
  if (handsOff !== undefined) return { ...silent, ...base };
  if (metric === undefined) return { ...silent, ...base, points: judged(alarm), unmeasured: true };
  return { ...base, periodSeconds: metric.periodSeconds, ...(await measure(rule, metric, reads, now)) };
}

/** A mute may begin while a response is at work, and only an event says that it did before: so each look asks. */
async function whyMuted({ name, state }: Alarm, reads: Reads): Promise<string | undefined> {
  if (state !== 'ALARM') return undefined;
  const [rule] = await reads.activeMutes(name);
  return rule && `it is muted by ${rule.slice(rule.lastIndexOf(':') + 1)}`;
}

/** No series to read: the value that the alarm was judged by stands for the minute before it changed. */
function judged({ value, since }: Alarm): readonly Datapoint[] {
  return value === undefined ? [] : [{ at: new Date(Date.parse(since) - MINUTE).toISOString(), value }];
}

async function measure(rule: ScalingRule, metric: AlarmMetric, reads: Reads, now: number) {
  const from = now - (rule.scaleInMinutes + LATE_MINUTES) * MINUTE - 3 * metric.periodSeconds * 1000;
  if (rule.mode !== 'backlog' || !isQueue(metric)) return { points: await reads.metric(metric, from, now) };
  const of = (name: string, statistic: string) => reads.metric({ ...metric, name, statistic }, from, now);
  const [points, inFlight, sent, deleted] = await Promise.all([
    reads.metric(metric, from, now),
    of(AT_WORK, metric.statistic),
    of(SENT, 'Sum'),
    of(DELETED, 'Sum'),
  ]);
  return { points, inFlight, queue: metric.dimensions.QueueName, flow: { sent, deleted } };
}

function isQueue({ namespace, name }: AlarmMetric): boolean {
  return namespace === 'AWS/SQS' && name === WAITING;
}
