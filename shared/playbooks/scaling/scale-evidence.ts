import type { Evidence } from '../../domain/playbook.ts';
import { costSentence } from '../../scaling/cost.ts';
import { periodsOf } from '../../scaling/flow.ts';
import { originSentence } from '../../scaling/iac.ts';
import { isOfGroup, leverWords } from '../../scaling/lever.ts';
import { short } from '../../scaling/words.ts';
import { groupWords } from './provider.ts';
import type { ScaleSettings } from './rules-schema.ts';
import type { CapacityScaleFacts, HeardAlarm, Scalable } from './scale-facts.ts';
import { type Ask, asksOf, strongest } from './weigh.ts';

type Detail = NonNullable<Evidence['details']>[number];

/** What people see besides the decision: the alarms then and now, the money, and whose code undoes it. */
export function scaleEvidence(facts: CapacityScaleFacts, settings: ScaleSettings, now: number): Evidence {
  const { resource, scalable, alarms } = facts;
  const name = resource.slice(resource.lastIndexOf('/') + 1);
  const headline = `${name}: ${alarms.map((heard) => heard.name).join(', ') || 'an alarm'} rang`;
  if (scalable === undefined) return { headline };
  const { kind, desired, running } = scalable;
  const ask = strongest(asksOf(facts, scalable, now));
  return {
    headline,
    ...(kind === 'service' && { desired, running }),
    details: [
      ...alarms.flatMap((heard) => alarmDetail(heard, facts)),
      ...instances(scalable),
      ...queueDetails(facts),
      ...costDetail(ask, facts, settings),
      ...detail('Code', codeSentence(ask?.scalable ?? scalable)),
      ...detail('Schedules', schedules(scalable)),
    ],
  };
}

/** The value when this began and the newest, against the threshold. */
function alarmDetail(
  { name, alarm, points }: HeardAlarm,
  { firstValues }: CapacityScaleFacts,
): readonly Detail[] {
  if (alarm === undefined) return [];
  const first = firstValues[name];
  const last = points.at(-1)?.value ?? alarm.value;
  const values = [first, last].filter((value) => value !== undefined).map(short);
  const [limit = ''] = alarm.threshold === undefined ? [] : [`, threshold ${short(alarm.threshold)}`];
  const text = [...new Set(values)].join(' -> ') || 'no value';
  return [{ label: name, text: `${alarm.state}: ${text}${limit}` }];
}

/** What goes into its queue and out of it, since that says how many tasks are needed. */
function queueDetails({ alarms, rates }: CapacityScaleFacts): readonly Detail[] {
  const found = new Map(alarms.flatMap((heard) => queueEntry(heard, rates)));
  return [...found].flatMap(([queue, text]) => detail(queue, text));
}

function queueEntry(
  { queue, flow, points, periodSeconds }: HeardAlarm,
  rates: CapacityScaleFacts['rates'],
): readonly (readonly [string, string])[] {
  const newest = flow && periodsOf({ points }, flow).at(-1);
  if (queue === undefined || newest === undefined) return [];
  const perMinute = (count: number) => short((count * 60) / periodSeconds);
  const rate = rates[queue] ?? 0;
  const task = rate > 0 ? `, one task does ${short(rate)}` : '';
  return [[queue, `${perMinute(newest.sent)} a minute come, ${perMinute(newest.deleted)} leave${task}`]];
}

/** Steps and percentages of a capacity provider cost nothing by themselves. */
function costDetail(
  ask: Ask | undefined,
  { resource }: CapacityScaleFacts,
  { prices }: ScaleSettings,
): readonly Detail[] {
  if (ask?.next.type !== 'change') return [];
  const { next, scalable } = ask;
  if (scalable.kind === 'capacity-provider' && !isOfGroup(scalable.sets)) return [];
  return detail('Cost', costSentence(resource, scalable.desired, next.to, prices));
}

/** ECS counts tasks, Auto Scaling instances. */
function instances(scalable: Scalable): readonly Detail[] {
  return scalable.kind === 'service' ? [] : detail('Group', groupWords(scalable.group));
}

/** The bounds of a provider's group stand in the code of the group. */
function codeSentence(scalable: Scalable): string | undefined {
  const isBound = scalable.kind === 'capacity-provider' && isOfGroup(scalable.sets);
  return originSentence(isBound ? scalable.group.tags : scalable.tags, revertible(scalable));
}

/** What is written here and may stand in somebody's code. */
function revertible(scalable: Scalable): readonly string[] {
  if (scalable.kind === 'capacity-provider') return [leverWords(scalable.sets)];
  if (scalable.kind === 'auto-scaling-group') return ['desired capacity', 'minimum and maximum size'];
  return scalable.target === undefined
    ? ['desired count']
    : ['desired count', 'minimum and maximum capacity'];
}

function schedules(scalable: Scalable): string | undefined {
  if (scalable.kind !== 'service' || scalable.scheduled.length === 0) return undefined;
  return `${scalable.scheduled.join(', ')} of Application Auto Scaling set its bounds: it is scaled within them`;
}

function detail(label: string, text: string | undefined): readonly Detail[] {
  return text === undefined ? [] : [{ label, text }];
}
