import { stateAt } from '../../scaling/hours/clock.ts';
import type { Fate } from '../../scaling/hours/reconcile.ts';
import type { HoursSettings } from './hours-schema.ts';
import { groupOf } from './hours-words.ts';

/** A schedule that is about to end: when (milliseconds since the epoch), for whom, and the period that follows. */
export interface Warning {
  readonly at: number;
  readonly fates: readonly Fate[];
  readonly group: string;
  /** Until when they will sleep. */
  readonly until?: number;
}

/** Undefined unless people want to be told and somebody is to go to sleep soon. */
export function warningFor(
  name: string,
  fates: readonly Fate[],
  { schedules, warnMinutes }: HoursSettings,
  now: number,
): Warning | undefined {
  const schedule = schedules.find((one) => one.name === name);
  const awake = fates.filter(({ wanted, capacity }) => wanted.up && capacity.desired > 0);
  const at = awake[0]?.wanted.until;
  if (!schedule || at === undefined || at - now > warnMinutes * 60_000) return undefined;
  const { until } = stateAt(schedule, at);
  const group = groupOf({ up: false, ...(until !== undefined && { until }) });
  return { at, fates: awake, group, ...(until !== undefined && { until }) };
}
