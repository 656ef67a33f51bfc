import type { Capacity, HoursRecord, SavedCapacity, Sleeper } from '../../domain/hours.ts';
import type { Schedule } from './schedule.ts';
import { type Step, stepToSleep, stepToWake } from './step.ts';
import { type Candidate, type Wanted, wantedAt, winnerOf } from './winner.ts';

/** A sleeper as it is now. */
export interface Seen extends Candidate {
  readonly now: Capacity;
  /** Why it must not be changed, whatever its schedule says. */
  readonly handsOff?: string;
}

/** What becomes of one sleeper. */
export interface Fate {
  readonly sleeper: Sleeper;
  /** The schedule it keeps, or the one that put it to sleep where it keeps none any more. */
  readonly schedule: string;
  readonly why: string;
  readonly wanted: Wanted;
  readonly does: 'sleep' | 'wake' | 'nothing';
  /** What it has, or had before it slept. */
  readonly capacity: Capacity;
  readonly saved?: SavedCapacity;
  /** Why it stays as it is, for people. */
  readonly left?: string;
}

/** What nobody wants asleep any more is to be up. */
const UP: Wanted = { up: true };

/** Where everything that keeps a schedule, or sleeps, ought to be: from the clock, the ledger and the world alone. */
export function reconcile(
  seen: readonly Seen[],
  { saved, awake }: HoursRecord,
  schedules: readonly Schedule[],
  now: number,
): readonly Fate[] {
  const wanted = new Map(schedules.map((one) => [one.name, wantedAt(one, awake, now)]));
  const asleep = new Map(saved.map((one) => [one.of.target, one]));
  const there = seen.flatMap((one): readonly Fate[] => {
    const own = asleep.get(one.sleeper.target);
    const { schedule, why } = winnerOf(one, schedules);
    if (schedule) return [fateOf(one, own, schedule.name, why, wanted.get(schedule.name) ?? UP)];
    return own ? [fateOf(one, own, own.schedule, why || 'no schedule is about it any more', UP)] : [];
  });
  const known = new Set(seen.map(({ sleeper }) => sleeper.target));
  return [...there, ...saved.filter(({ of }) => !known.has(of.target)).map(gone)];
}

function fateOf(
  { sleeper, now, handsOff }: Seen,
  saved: SavedCapacity | undefined,
  schedule: string,
  why: string,
  wanted: Wanted,
): Fate {
  const next = wanted.up ? stepToWake : stepToSleep;
  const step = next({ kind: sleeper.kind, now, saved });
  const fate = { sleeper, schedule, why, wanted, capacity: saved?.capacity ?? now, ...(saved && { saved }) };
  if (step.type === 'done') return { ...fate, does: 'nothing' };
  if (handsOff !== undefined) return { ...fate, does: 'nothing', left: handsOff };
  return { ...fate, does: wanted.up ? 'wake' : 'sleep', ...leftBy(step) };
}

function leftBy(step: Step): Pick<Fate, 'left'> {
  return step.type === 'forget' && step.left !== undefined ? { left: step.left } : {};
}

/** Deleted while it slept: what it had is forgotten. */
function gone(saved: SavedCapacity): Fate {
  const step = stepToWake({ kind: saved.of.kind, now: undefined, saved });
  const base = { sleeper: saved.of, schedule: saved.schedule, why: '', wanted: UP, saved };
  return { ...base, does: 'wake', capacity: saved.capacity, ...leftBy(step) };
}
