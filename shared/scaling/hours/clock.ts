import { DateTime } from 'luxon';
import { WEEKDAYS } from '../../domain/config.ts';
import type { Schedule, Span, Window } from './schedule.ts';

/** What changes later than that is not told. */
const DAYS_AHEAD = 60;
/** A window begins at most a day before it reaches into this one. */
const DAYS_BACK = 1;

/** Whether a schedule is up, and until when it stays so; without `until` nothing changes within 60 days. */
export interface State {
  readonly up: boolean;
  /** Milliseconds since the epoch. */
  readonly until?: number;
}

/** `now` in milliseconds since the epoch. Throws RangeError for a zone that is none. */
export function stateAt(schedule: Schedule, now: number): State {
  const today = DateTime.fromMillis(now, { zone: schedule.timezone }).startOf('day');
  if (!today.isValid) throw new RangeError(`schedule "${schedule.name}": ${today.invalidReason}`);
  let upUntil: number | undefined;
  for (let days = -DAYS_BACK; days <= DAYS_AHEAD; days += 1) {
    for (const { from, to } of spansOf(schedule, today.plus({ days }))) {
      if (upUntil === undefined && from > now) return { up: false, until: from };
      const joins = upUntil === undefined ? now < to : from <= upUntil;
      if (joins) upUntil = Math.max(upUntil ?? 0, to);
    }
    const next = today.plus({ days: days + 1 }).toMillis();
    if (upUntil !== undefined && upUntil < next) return { up: true, until: upUntil };
  }
  return { up: upUntil !== undefined };
}

/** The windows that begin on this day, the first of them first. */
function spansOf({ up, off }: Schedule, day: DateTime): readonly Span[] {
  if (off.includes(day.toISODate() ?? '')) return [];
  const weekday = WEEKDAYS[day.weekday - 1];
  return up
    .filter(({ days }) => weekday !== undefined && days.includes(weekday))
    .map((window) => spanOf(window, day))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from);
}

function spanOf({ from, to }: Window, day: DateTime): Span {
  const end = to > from ? day : day.plus({ days: 1 });
  return { from: Math.min(...instantsOf(day, from)), to: Math.max(...instantsOf(end, to)) };
}

/**
 * A local time that does not exist, because the clocks go forward, is moved forward by luxon as far as they go; one
 * that comes twice is two moments, and a window takes the earlier to begin and the later to end: rather up than down.
 * https://moment.github.io/luxon/#/zones?id=dsts
 */
function instantsOf(day: DateTime, time: string): readonly number[] {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const date = hour === 24 ? day.plus({ days: 1 }) : day;
  const local = date.set({ hour: hour % 24, minute, second: 0, millisecond: 0 });
  return local.getPossibleOffsets().map((one) => one.toMillis());
}
