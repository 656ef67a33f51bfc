import { parseArn } from '../../domain/arn.ts';
import type { Decision } from '../../domain/decision.ts';
import type { IncidentRef } from '../../domain/incident.ts';
import type { Mark } from '../../domain/mark.ts';
import type { Gathered, Situation } from '../../domain/playbook.ts';
import type { Reads } from '../../domain/reads.ts';
import { type Binding, bind, ruleFor } from '../../scaling/bind.ts';
import { parseResource, type Resource, resourceText, targetOf } from '../../scaling/resource.ts';
import { BINDING, SILENCE } from './alarm-groups.ts';
import type { ScaleSettings } from './rules-schema.ts';
import type { AlarmFacts } from './scale-facts.ts';

/** What an alarm is bound to, read to the end; or whether it is still silent. */
export async function gatherAlarm(
  { incident, record }: Situation,
  reads: Reads,
  { rules }: ScaleSettings,
): Promise<Gathered<AlarmFacts>> {
  const { name } = incident.target;
  const group = record.marks.some((mark) => mark.group === BINDING) ? BINDING : SILENCE;
  const marks = record.marks.filter((mark) => mark.group === group);
  const last = marks.at(-1);
  const alarm = await reads.alarm(name);
  const binding =
    alarm && group === BINDING
      ? await lookUp(alarm.arn, { alarm, ...attributesOf(last) }, reads, rules)
      : undefined;
  return {
    facts: {
      type: 'alarm',
      alarm,
      silent: group === SILENCE,
      binding,
      mark: { at: last?.at ?? incident.openedAt, id: last?.id ?? incident.id },
    },
    evidence: { headline: `${name} ${group === SILENCE ? 'has no data' : 'is in ALARM'}` },
    tags: {},
    group,
    seen: marks.map(({ id }) => id),
  };
}

type Known = Parameters<typeof bind>[0];

async function lookUp(
  arn: string,
  known: Known,
  reads: Reads,
  rules: ScaleSettings['rules'],
): Promise<Binding> {
  const first = bind(known, rules);
  if (first.type !== 'look-up') return first;
  if (first.targetGroup === undefined) return bind({ ...known, tags: await reads.alarmTags(arn) }, rules);
  const services = await reads.servicesBehind(first.targetGroup);
  const behind = services.flatMap(({ clusterArn, name }) => serviceIn(clusterArn, name) ?? []);
  return bind({ ...known, behind }, rules);
}

function serviceIn(clusterArn: string, name: string): Resource | undefined {
  return parseResource(`service/${clusterArn.slice(clusterArn.lastIndexOf('/') + 1)}/${name}`);
}

/** As triage wrote them; what cannot be read any more binds nothing. */
function attributesOf(mark: Mark | undefined): Pick<Known, 'attributes'> {
  return mark?.data === undefined ? {} : { attributes: JSON.parse(mark.data) as Record<string, string> };
}

/** Hand it on to what it scales, or tell people that a silent alarm is none to rely on. */
export function decideAlarm(facts: AlarmFacts, { rules }: ScaleSettings, incident: Home): Decision {
  const { alarm, binding, silent } = facts;
  if (alarm === undefined) return quietly('there is no such alarm any more');
  if (silent) return alarm.state === 'INSUFFICIENT_DATA' ? told(alarm.name) : quietly('it has data again');
  if (alarm.state !== 'ALARM') return quietly(`it is ${alarm.state} by now`);
  if (binding?.type !== 'bound') return quietly(binding?.reason ?? 'nobody knows what it scales');
  const text = resourceText(binding.resource);
  if (ruleFor(binding.resource, alarm.name, rules) === undefined)
    return quietly(`no rule is about ${alarm.name} and ${text}`);
  const reason = `${alarm.name} is in ALARM, and bound to ${text} by ${binding.by}`;
  const mark = { ...facts.mark, group: alarm.name, data: alarm.name };
  const target = targetOf(binding.resource, incident);
  return { ...quietly(reason), passOn: [{ type: 'respond', target, mark, severity: 'warning', reason }] };
}

type Home = Pick<IncidentRef['target'], 'account' | 'region' | 'partition'>;

/** Where an alarm is, as its ARN says: names may hold blanks, which ARNs otherwise do not. */
export function homeOf(arn: string): Home {
  const { account = '', region = '', partition = 'aws' } = parseArn(arn.replaceAll(' ', '_')) ?? {};
  return { account, region, partition };
}

function told(name: string): Decision {
  return {
    type: 'nothing',
    reason: `${name} has no data, so it can neither ring nor rest, and nothing is scaled on it`,
    nextStep:
      'see whether its metric still exists under these dimensions, and whether what sends it still runs',
  };
}

function quietly(reason: string): Extract<Decision, { type: 'nothing' }> {
  return { type: 'nothing', reason, silent: true, released: true };
}
