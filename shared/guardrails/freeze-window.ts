import { DateTime } from 'luxon';
import { type Freeze, WEEKDAYS, type Weekday } from '../domain/config.ts';

type Weekly = Extract<Freeze, { days: readonly Weekday[] }>;
type Dated = Exclude<Freeze, Weekly>;

const DAY_MINUTES = 24 * 60;

/**
 * When the freeze that holds at `now` (milliseconds since the epoch) ends, as local time for people;
 * undefined when it does not hold. Throws RangeError for a time, zone or window that cannot be read.
 */
export function freezeEnd(freeze: Freeze, now: number): string | undefined {
  const local = valid(DateTime.fromMillis(now, { zone: freeze.timezone }), freeze);
  return 'days' in freeze ? weeklyEnd(freeze, local) : datedEnd(freeze, local);
}

/** Compares the clock on the wall, so that a day of 23 or 25 hours needs no special case. */
function weeklyEnd(freeze: Weekly, local: DateTime): string | undefined {
  const minute = local.hour * 60 + local.minute;
  const from = minuteOf(freeze.from, freeze);
  const to = minuteOf(freeze.to, freeze);
  const overnight = to <= from;

  if (isFrozenDay(freeze, local) && minute >= from && (overnight || minute < to)) {
    return clockText(freeze, overnight ? local.plus({ days: 1 }) : local);
  }
  const spillsOver = overnight && minute < to && isFrozenDay(freeze, local.minus({ days: 1 }));
  return spillsOver ? clockText(freeze, local) : undefined;
}

function isFrozenDay(freeze: Weekly, local: DateTime): boolean {
  const day = WEEKDAYS[local.weekday - 1];
  return day !== undefined && freeze.days.includes(day);
}

function clockText(freeze: Weekly, day: DateTime): string {
  return `${day.toISODate()} ${freeze.to} (${freeze.timezone})`;
}

/** An `end` without a time includes that whole day. */
function datedEnd(freeze: Dated, local: DateTime): string | undefined {
  const start = localTime(freeze.start, freeze);
  const end = localTime(freeze.end, freeze);
  const last = freeze.end.includes('T') ? end : end.plus({ days: 1 });

  if (local < start || local >= last) return undefined;
  return `${last.toFormat('yyyy-LL-dd HH:mm')} (${freeze.timezone})`;
}

function localTime(text: string, freeze: Freeze): DateTime {
  return valid(DateTime.fromISO(text, { zone: freeze.timezone }), freeze);
}

function valid(time: DateTime, freeze: Freeze): DateTime {
  if (time.isValid) return time;
  throw new RangeError(`freeze "${freeze.name}" cannot be compared with the clock: ${time.invalidReason}`);
}

/** `HH:MM`, and `24:00` for the end of the day, in minutes since midnight. */
function minuteOf(text: string, freeze: Freeze): number {
  const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(text) ?? [];
  const minute = Number(hours) * 60 + Number(minutes);
  if (minute <= DAY_MINUTES) return minute;
  throw new RangeError(`freeze "${freeze.name}" has ${JSON.stringify(text)} where a time HH:MM belongs`);
}
