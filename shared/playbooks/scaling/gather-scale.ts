import type { Gathered, Situation } from '../../domain/playbook.ts';
import type { Reads } from '../../domain/reads.ts';
import { isFleetTarget } from '../../domain/target.ts';
import { resourceText } from '../../scaling/resource.ts';
import { handsOff } from './hands-off.ts';
import { alarmNames, hearAlarms } from './heard-alarms.ts';
import type { ScaleSettings } from './rules-schema.ts';
import { readScalable, resourceOf } from './scalable.ts';
import { scaleEvidence } from './scale-evidence.ts';
import type { CapacityScaleFacts, HeardAlarm, Scalable } from './scale-facts.ts';
import { memoryOf, remembering } from './scale-memory.ts';

/** The target and every alarm on it, as they stand now. */
export async function gatherScale(
  situation: Situation,
  reads: Reads,
  settings: ScaleSettings,
): Promise<Gathered<CapacityScaleFacts>> {
  const { incident, record, attempts, now } = situation;
  const resource = resourceOf(incident.target);
  const names = alarmNames(record.marks);
  const policies = isFleetTarget(incident.target) ? await reads.scalingPolicies(resourceText(resource)) : [];
  const [found, alarms] = await Promise.all([
    readScalable(incident.target, reads),
    hearAlarms(names, { resource, policies, rules: settings.rules, reads, now }),
  ]);
  const scalable = withGroupHeld(found, situation);
  const before = factsBefore(situation);
  const changedAt = lastChange(situation);
  const memory = remembering(memoryOf(before, situation), scalable, alarms, changedAt, now);
  const facts: CapacityScaleFacts = {
    type: 'capacity',
    target: incident.target,
    resource: resourceText(resource),
    scalable,
    alarms,
    attempts,
    changedAt,
    ...memory,
    looks: (before?.looks ?? 0) + 1,
    firstValues: { ...Object.fromEntries(alarms.flatMap(firstValue)), ...before?.firstValues },
  };
  return {
    facts,
    evidence: scaleEvidence(facts, settings, now),
    tags: scalable?.tags ?? {},
    group: names.at(-1) ?? '',
    seen: record.marks.map(({ id }) => id),
    remember: JSON.stringify(memory),
  };
}

/** A group may be protected, or have a mode of its own, apart from its provider. */
function withGroupHeld(
  scalable: Scalable | undefined,
  { incident, config }: Situation,
): Scalable | undefined {
  if (scalable?.kind !== 'capacity-provider') return scalable;
  const { arn: target, name, tags } = scalable.group;
  const sleeper = { kind: 'auto-scaling-group', target, name } as const;
  return { ...scalable, groupHeld: handsOff(incident.playbook, config, sleeper, tags) };
}

function factsBefore({ before }: Situation): CapacityScaleFacts | undefined {
  const facts = before as CapacityScaleFacts | undefined;
  return facts?.type === 'capacity' ? facts : undefined;
}

/** Whatever incident made it: the ledger knows every intent to write to this target. */
function lastChange({ record }: Situation): number | undefined {
  const times = record.acts.map(({ at }) => Date.parse(at));
  return times.length === 0 ? undefined : Math.max(...times);
}

function firstValue({ name, alarm, points }: HeardAlarm): readonly (readonly [string, number])[] {
  const value = points.at(-1)?.value ?? alarm?.value;
  return value === undefined ? [] : [[name, value]];
}
