import type { Evidence } from '../../domain/playbook.ts';
import { costSentence } from '../../scaling/cost.ts';
import { originSentence } from '../../scaling/iac.ts';
import { short } from '../../scaling/target.ts';
import type { ScaleSettings } from './rules-schema.ts';
import type { CapacityScaleFacts, HeardAlarm, Scalable } from './scale-facts.ts';
import { asksOf, strongest } from './weigh.ts';

type Detail = NonNullable<Evidence['details']>[number];

/** What people see besides the decision: the alarms then and now, the money, and whose code undoes it. */
export function scaleEvidence(facts: CapacityScaleFacts, settings: ScaleSettings, now: number): Evidence {
  const { resource, scalable, alarms } = facts;
  const name = resource.slice(resource.lastIndexOf('/') + 1);
  const headline = `${name}: ${alarms.map((heard) => heard.name).join(', ') || 'an alarm'} rang`;
  if (scalable === undefined) return { headline };
  const counts =
    scalable.kind === 'capacity-provider' ? {} : { desired: scalable.desired, running: scalable.running };
  return {
    headline,
    ...counts,
    details: [
      ...alarms.flatMap((heard) => alarmDetail(heard, facts)),
      ...costDetail(facts, scalable, settings, now),
      ...detail('Code', originSentence(scalable.tags, revertible(scalable))),
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

function costDetail(
  facts: CapacityScaleFacts,
  scalable: Scalable,
  { prices }: ScaleSettings,
  now: number,
): readonly Detail[] {
  if (scalable.kind === 'capacity-provider') return [];
  const next = strongest(asksOf(facts, scalable, now), scalable.desired)?.next;
  if (next?.type !== 'change') return [];
  return detail('Cost', costSentence(facts.resource, scalable.desired, next.to, prices));
}

/** What is written here and may stand in somebody's code. */
function revertible(scalable: Scalable): readonly string[] {
  if (scalable.kind === 'capacity-provider') return ['target capacity'];
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
