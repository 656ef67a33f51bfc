import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { stateAt } from '../../../shared/scaling/hours/clock.ts';
import type { Schedule } from '../../../shared/scaling/hours/schedule.ts';

const BERLIN = 'Europe/Berlin';
const WORKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const WEEK = [...WORKDAYS, 'sat', 'sun'] as const;

function schedule(up: Schedule['up'], more: Partial<Schedule> = {}): Schedule {
  const covers = { services: [], groups: [], capacityProviders: [] };
  return { name: 'Office hours', timezone: BERLIN, up, off: [], ...covers, ...more };
}

const OFFICE = schedule([{ days: WORKDAYS, from: '07:00', to: '19:00' }]);

/** "up until 2026-11-23T19:00:00+01:00": with the offset, so that a moment that comes twice is told apart. */
function said(of: Schedule, at: string): string {
  const { up, until } = stateAt(of, DateTime.fromISO(at, { zone: of.timezone }).toMillis());
  const end = until === undefined ? 'for good' : `until ${localTime(until, of)}`;
  return `${up ? 'up' : 'down'} ${end}`;
}

function localTime(at: number, { timezone }: Schedule): string {
  return DateTime.fromMillis(at, { zone: timezone }).toISO({ suppressMilliseconds: true }) ?? '';
}

describe('a schedule', () => {
  test.each([
    ['2026-11-23T06:59', 'down until 2026-11-23T07:00:00+01:00'],
    ['2026-11-23T07:00', 'up until 2026-11-23T19:00:00+01:00'],
    ['2026-11-23T19:00', 'down until 2026-11-24T07:00:00+01:00'],
    ['2026-11-27T19:00', 'down until 2026-11-30T07:00:00+01:00'],
  ])('of workdays is at %s %s', (at, expected) => {
    expect(said(OFFICE, at)).toBe(expected);
  });

  test('has days of 23 and of 25 hours', () => {
    const nights = schedule([{ days: WEEK, from: '07:00', to: '19:00' }]);

    expect(said(nights, '2026-03-28T20:00')).toBe('down until 2026-03-29T07:00:00+02:00');
    expect(said(nights, '2026-10-24T20:00')).toBe('down until 2026-10-25T07:00:00+01:00');
  });

  test('begins as far after a time that does not exist as the clocks go forward', () => {
    const early = schedule([{ days: ['sun'], from: '02:30', to: '05:00' }]);

    expect(said(early, '2026-03-29T01:59')).toBe('down until 2026-03-29T03:30:00+02:00');
    expect(said(early, '2026-03-29T03:30')).toBe('up until 2026-03-29T05:00:00+02:00');
  });

  test('begins at the first and ends at the second of a time that comes twice, up all the while', () => {
    const begins = schedule([{ days: ['sun'], from: '02:30', to: '05:00' }]);
    const ends = schedule([{ days: ['sun'], from: '01:00', to: '02:30' }]);

    expect(said(begins, '2026-10-25T02:29:00+02:00')).toBe('down until 2026-10-25T02:30:00+02:00');
    expect(said(begins, '2026-10-25T02:00:00+01:00')).toBe('up until 2026-10-25T05:00:00+01:00');
    expect(said(ends, '2026-10-25T02:30:00+02:00')).toBe('up until 2026-10-25T02:30:00+01:00');
  });

  test('runs into the next day, and over midnight where the zone skips it', () => {
    const overnight = schedule([{ days: ['fri'], from: '22:00', to: '06:00' }]);
    const chile = schedule([{ days: ['sun'], from: '00:00', to: '24:00' }], { timezone: 'America/Santiago' });

    expect(said(overnight, '2026-11-28T05:59')).toBe('up until 2026-11-28T06:00:00+01:00');
    expect(said(chile, '2026-09-05T23:59')).toBe('down until 2026-09-06T01:00:00-03:00');
    expect(said(chile, '2026-09-06T12:00')).toBe('up until 2026-09-07T00:00:00-03:00');
  });

  test('joins windows that touch, and is up for good when no gap is left', () => {
    const always = schedule([{ days: WEEK, from: '00:00', to: '24:00' }]);
    const split = schedule([
      { days: WORKDAYS, from: '07:00', to: '12:00' },
      { days: WORKDAYS, from: '12:00', to: '19:00' },
    ]);

    expect(said(always, '2026-11-23T12:00')).toBe('up for good');
    expect(said(split, '2026-11-23T08:00')).toBe('up until 2026-11-23T19:00:00+01:00');
  });

  test('has no window on a date that is off, and is down for good without any', () => {
    const holidays = schedule(OFFICE.up, { off: ['2026-12-24', '2026-12-25'] });

    expect(said(holidays, '2026-12-23T20:00')).toBe('down until 2026-12-28T07:00:00+01:00');
    expect(said(schedule([]), '2026-11-23T12:00')).toBe('down for good');
  });

  test('of a zone that is none is no schedule', () => {
    expect(() => stateAt(schedule([], { timezone: 'Europe/Berln' }), 0)).toThrow(
      'schedule "Office hours": unsupported zone',
    );
  });
});
