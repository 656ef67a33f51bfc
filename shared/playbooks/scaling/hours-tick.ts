import type { Evidence, Gathered, Situation } from '../../domain/playbook.ts';
import { type Fate, reconcile } from '../../scaling/hours/reconcile.ts';
import { type Wanted, wantedAt } from '../../scaling/hours/winner.ts';
import type { DueSchedule, TickFacts } from './hours-facts.ts';
import type { HoursSettings } from './hours-schema.ts';
import { TICK_GROUP } from './hours-targets.ts';
import { warningFor } from './hours-warning.ts';
import { fateLine, groupOf, periodText } from './hours-words.ts';
import { type HoursWorld, mustLook, seeAll } from './hours-world.ts';

/** A message, and `explain`, show far fewer. */
const MOST_LINES = 100;

/** Who is not where they ought to be, and by which schedule. */
export async function gatherTick(
  { incident, record, config, hours, now }: Situation,
  reads: HoursWorld,
  settings: HoursSettings,
): Promise<Gathered<TickFacts>> {
  const { account, region } = incident.target;
  const home = { account, region };
  const { schedules, warnMinutes } = settings;
  const remembered = await hours();
  const looks = mustLook(schedules, remembered, now, warnMinutes);
  const seen = looks ? await seeAll(incident.playbook, reads, schedules, config) : [];
  const fates = reconcile(seen, remembered, schedules, now);

  const wanted = new Map(schedules.map((one) => [one.name, wantedAt(one, remembered.awake, now)]));
  const tick = record.marks.at(-1) ?? { id: incident.id, at: incident.openedAt };
  const facts: TickFacts = {
    about: 'account',
    home,
    tick: { id: tick.id, at: tick.at },
    due: dueIn(fates, settings, wanted, now),
    ...(looks && { watched: fates.length }),
  };
  const seenMarks = record.marks.map(({ id }) => id);
  const evidence = tickEvidence(fates, settings, wanted);
  return { facts, evidence, tags: {}, group: TICK_GROUP, seen: seenMarks };
}

function dueIn(
  fates: readonly Fate[],
  settings: HoursSettings,
  wanted: ReadonlyMap<string, Wanted>,
  now: number,
): readonly DueSchedule[] {
  const bySchedule = Map.groupBy(fates, ({ schedule }) => schedule);
  return [...bySchedule].flatMap(([schedule, own]) => {
    const [first] = own.filter(({ does }) => does !== 'nothing');
    const state = wanted.get(schedule) ?? { up: true };
    const [group, verb] = [groupOf(state), first?.does === 'wake' ? 'wake' : 'go to sleep'];
    if (first) return [{ schedule, group, reason: `it is time to ${verb} for what keeps ${schedule}` }];
    const warning = warningFor(schedule, own, settings, now);
    return warning ? [{ schedule, group: warning.group, reason: `${schedule} is about to end` }] : [];
  });
}

function tickEvidence(
  fates: readonly Fate[],
  { schedules }: HoursSettings,
  wanted: ReadonlyMap<string, Wanted>,
): Evidence {
  const states = schedules.map((one) => {
    const state = wanted.get(one.name) ?? { up: true };
    return `${one.name}: ${state.up ? 'up' : 'off hours'} ${periodText(state, one.timezone)}`;
  });
  const lines = fates.map((fate) => `${fateLine(fate)} -> ${fate.schedule}: ${DOES[fate.does]}`);
  return {
    headline: 'Who is to sleep',
    list: { title: 'Schedules', lines: [...states, ...lines].slice(0, MOST_LINES) },
  };
}

const DOES = { sleep: 'goes to sleep', wake: 'wakes up', nothing: 'stays as it is' } as const;
