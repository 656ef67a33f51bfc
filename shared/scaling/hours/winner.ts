import { clusterName } from '../../domain/arn.ts';
import { HOURS_TAG, type Sleeper, type StayAwake } from '../../domain/hours.ts';
import { matchesName } from '../../domain/pattern.ts';
import { type State, stateAt } from './clock.ts';
import type { Schedule } from './schedule.ts';

/** A sleeper as schedules see it. */
export interface Candidate {
  readonly sleeper: Sleeper;
  readonly tags: Readonly<Record<string, string>>;
  /** Capacity providers that scale this group. */
  readonly providers: readonly string[];
}

export interface Winner {
  /** Undefined: it keeps no schedule. */
  readonly schedule: Schedule | undefined;
  /** Why this one, for people; empty where none is about it. */
  readonly why: string;
}

/**
 * Which schedule counts: the tag's, then the first in the file that covers it. A tag that names no schedule keeps it
 * out of all of them: a slip of the pen puts nothing to sleep.
 */
export function winnerOf({ sleeper, tags, providers }: Candidate, schedules: readonly Schedule[]): Winner {
  const tag = Object.hasOwn(tags, HOURS_TAG) ? tags[HOURS_TAG] : undefined;
  if (tag !== undefined) {
    const named = schedules.find(({ name }) => name === tag);
    const why = named ? `by the tag ${HOURS_TAG}` : `the tag ${HOURS_TAG} names no schedule: ${tag}`;
    return { schedule: named, why };
  }
  const covering = schedules.filter((schedule) => covers(schedule, sleeper, providers));
  const [first, ...others] = covering;
  const names = others.map(({ name }) => name).join(', ');
  return { schedule: first, why: names && `the first in the file, before ${names}` };
}

function covers(schedule: Schedule, sleeper: Sleeper, providers: readonly string[]): boolean {
  if (sleeper.kind === 'service') {
    const cluster = clusterName(sleeper.clusterArn);
    return schedule.services.some(
      (one) => matchesName(one.cluster, cluster) && matchesName(one.name, sleeper.name),
    );
  }
  const names = (patterns: readonly string[], name: string) => patterns.some((one) => matchesName(one, name));
  return (
    names(schedule.groups, sleeper.name) || providers.some((one) => names(schedule.capacityProviders, one))
  );
}

/** Whether the schedule is up now, by the clock or because somebody asked for it, and who. */
export interface Wanted extends State {
  readonly override?: StayAwake;
}

/** A schedule that is up anyway at the end of an override stays up. */
export function wantedAt(schedule: Schedule, awake: readonly StayAwake[], now: number): Wanted {
  const state = stateAt(schedule, now);
  const override = awake.find((one) => one.schedule === schedule.name && Date.parse(one.until) > now);
  if (!override) return state;
  const end = Date.parse(override.until);
  const atEnd = stateAt(schedule, end);
  const until = atEnd.up ? atEnd.until : end;
  return { up: true, ...(until !== undefined && { until }), override };
}
