import { DateTime } from 'luxon';
import { WEEKDAYS } from '../domain/config.ts';
import type { Hours } from './rule.ts';

/** Seconds until the hours begin: 0 within them. Throws RangeError for a zone or time that cannot be read. */
export function secondsUntil(hours: Hours, now: number): number {
  const local = DateTime.fromMillis(now, { zone: hours.timezone });
  if (!local.isValid)
    throw new RangeError(`the hours cannot be compared with the clock: ${local.invalidReason}`);
  const starts = [-1, 0, 1, 2, 3, 4, 5, 6, 7]
    .map((days) => local.startOf('day').plus({ days }))
    .filter((day) => hours.days.some((name) => name === WEEKDAYS[day.weekday - 1]))
    .map((day) => spanOn(day, hours));
  const next = starts.find(({ end }) => end > now);
  return next === undefined ? Number.POSITIVE_INFINITY : Math.max(0, Math.ceil((next.start - now) / 1000));
}

/** The clock on the wall counts, so that a day of 23 or 25 hours needs no special case. */
function spanOn(day: DateTime, { from, to }: Hours): { readonly start: number; readonly end: number } {
  const lastDay = to <= from ? day.plus({ days: 1 }) : day;
  return { start: at(day, from), end: at(lastDay, to) };
}

function at(day: DateTime, time: string): number {
  const [, hour, minute] = /^(\d\d):(\d\d)$/.exec(time) ?? [];
  const moment = day.set({ hour: Number(hour), minute: Number(minute) });
  if (moment.isValid) return moment.toMillis();
  throw new RangeError(`the hours have ${JSON.stringify(time)} where a time HH:MM belongs`);
}
