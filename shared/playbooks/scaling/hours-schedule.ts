import { isHoursAction } from '../../domain/action.ts';
import type { Attempt } from '../../domain/decision.ts';
import type { Gathered, Situation } from '../../domain/playbook.ts';
import { type Fate, reconcile } from '../../scaling/hours/reconcile.ts';
import { type Wanted, wantedAt } from '../../scaling/hours/winner.ts';
import { scheduleEvidence } from './hours-evidence.ts';
import type { ScheduleFacts } from './hours-facts.ts';
import type { HoursSettings } from './hours-schema.ts';
import { stayOffer } from './hours-stay.ts';
import { type Warning, warningFor } from './hours-warning.ts';
import { groupOf, periodText } from './hours-words.ts';
import { type HoursWorld, seeAll } from './hours-world.ts';

/** Sleepers in one plan: what a checkpoint holds easily. */
const PER_PLAN = 100;
/** Who is still not there after so many tries in one incident needs a person. */
const TRIES = 2;

/** Everything that keeps one schedule, or was put to sleep by it and keeps none any more. */
export interface Roll {
  readonly fates: readonly Fate[];
  readonly wanted: Wanted;
  readonly timezone: string;
  readonly warning: Warning | undefined;
}

export async function gatherSchedule(
  situation: Situation,
  reads: HoursWorld,
  settings: HoursSettings,
): Promise<Gathered<ScheduleFacts>> {
  const { incident, record, attempts } = situation;
  const { name, account, region, partition } = incident.target;
  const roll = await rollOf(situation, reads, settings);
  const { wanted, timezone, warning } = roll;
  const open = roll.fates.filter(({ does }) => does !== 'nothing');
  const todo = open.filter(({ sleeper }) => triesOf(attempts, sleeper.target) < TRIES);
  // What keeps the schedule no more wakes while the rest sleeps: it is not kept waiting.
  const waking = todo.filter((one) => one.does === 'wake');
  const [does, next] = waking.length > 0 ? ['wake' as const, waking] : ['sleep' as const, todo];
  const facts: ScheduleFacts = {
    about: 'schedule',
    home: { account, region },
    scheduleArn: `arn:${partition}:watchkeeper:${region}:${account}:schedule/${name}`,
    schedule: name,
    does,
    period: periodText(wanted, timezone),
    isUp: wanted.up,
    isAsked: wanted.override !== undefined,
    work: inOrder(next, does).slice(0, PER_PLAN),
    later: Math.max(0, todo.length - Math.min(next.length, PER_PLAN)),
    stuck: open.length - todo.length,
    left: leftBefore(situation) + todo.filter(({ left }) => left !== undefined).length,
    ...(warning && { warning: { at: warning.at, sleepers: warning.fates.length } }),
  };
  const group = warning && open.length === 0 ? warning.group : groupOf(wanted);
  const evidence = scheduleEvidence(name, roll, attempts);
  const schedule = settings.schedules.find((one) => one.name === name);
  const stay = stayOffer({ account, region }, schedule, roll, situation.now);
  const seen = record.marks.map(({ id }) => id);
  return { facts, evidence, tags: {}, group, seen, ...(stay && { stay }) };
}

export async function rollOf(
  { incident, config, hours, now }: Situation,
  reads: HoursWorld,
  settings: HoursSettings,
): Promise<Roll> {
  const { name } = incident.target;
  const { schedules } = settings;
  const remembered = await hours();
  const seen = await seeAll(incident.playbook, reads, schedules, config);
  const fates = reconcile(seen, remembered, schedules, now).filter(({ schedule }) => schedule === name);
  const schedule = schedules.find((one) => one.name === name);
  return {
    fates,
    wanted: schedule ? wantedAt(schedule, remembered.awake, now) : { up: true },
    timezone: schedule?.timezone ?? 'UTC',
    warning: warningFor(name, fates, settings, now),
  };
}

/** Services lie on groups: they go to sleep first, and wake last. */
function inOrder(fates: readonly Fate[], does: 'sleep' | 'wake') {
  const services = fates.filter(({ sleeper }) => sleeper.kind === 'service');
  const groups = fates.filter(({ sleeper }) => sleeper.kind !== 'service');
  const ordered = does === 'sleep' ? [...services, ...groups] : [...groups, ...services];
  return ordered.map(({ sleeper }) => sleeper);
}

function triesOf(attempts: readonly Attempt[], target: string): number {
  const actions = attempts.map(({ action }) => action).filter(isHoursAction);
  return actions.filter(({ sleepers }) => sleepers.some((one) => one.target === target)).length;
}

/** Who was found changed is forgotten by the act itself, and must still be told of at the end. */
function leftBefore({ before }: Situation): number {
  const facts = before as Partial<ScheduleFacts> | undefined;
  return facts?.about === 'schedule' ? (facts.left ?? 0) : 0;
}
