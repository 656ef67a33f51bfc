import { describe, expect, it } from 'vitest';
import type { Freeze } from '../../shared/domain/config.ts';
import { freeze } from '../../shared/guardrails/freeze.ts';
import { review } from '../../shared/guardrails/index.ts';
import { factsUnder, PLAN } from './sample.ts';

const BERLIN = 'Europe/Berlin';
const OFFICE: Freeze = { name: 'Office', timezone: BERLIN, days: ['mon'], from: '09:00', to: '17:00' };
const NIGHT: Freeze = { name: 'Night', timezone: BERLIN, days: ['sat'], from: '22:00', to: '06:00' };
const SUNDAY: Freeze = { name: 'Sunday', timezone: BERLIN, days: ['sun'], from: '00:00', to: '24:00' };
const EARLY: Freeze = { name: 'Early', timezone: BERLIN, days: ['sun'], from: '02:30', to: '04:00' };
const LUNCH: Freeze = { name: 'Lunch', timezone: 'UTC', days: ['mon'], from: '11:30', to: '12:45' };
/** From noon to noon: a window that ends as it begins lasts a day. */
const ROUND: Freeze = { name: 'Round', timezone: 'UTC', days: ['mon'], from: '12:00', to: '12:00' };
const YEAR_END: Freeze = { name: 'Year end', timezone: BERLIN, start: '2026-12-20', end: '2027-01-02' };
const LAUNCH: Freeze = {
  name: 'Launch',
  timezone: 'America/New_York',
  start: '2026-03-23T08:00',
  end: '2026-03-23T12:30',
};

function reviewAt(window: Freeze, at: string) {
  return freeze.review(PLAN, factsUnder({ freezes: [window] }, { now: Date.parse(at) }));
}

describe('shared/guardrails/freeze', () => {
  it.each([
    ['a weekly window, as it begins', OFFICE, '2026-03-23T08:00:00Z', '2026-03-23 17:00 (Europe/Berlin)'],
    ['the last minute of it', OFFICE, '2026-03-23T15:59:59Z', '2026-03-23 17:00 (Europe/Berlin)'],
    ['the same window in summer time', OFFICE, '2026-03-30T07:00:00Z', '2026-03-30 17:00 (Europe/Berlin)'],
    ['a night, before midnight', NIGHT, '2026-03-21T22:59:00Z', '2026-03-22 06:00 (Europe/Berlin)'],
    ['a night, after midnight', NIGHT, '2026-03-22T04:59:00Z', '2026-03-22 06:00 (Europe/Berlin)'],
    ['a night in which clocks go forward', NIGHT, '2026-03-29T03:59:00Z', '2026-03-29 06:00 (Europe/Berlin)'],
    ['a night in which clocks go back', NIGHT, '2026-10-25T04:59:00Z', '2026-10-25 06:00 (Europe/Berlin)'],
    ['a whole day of 23 hours', SUNDAY, '2026-03-29T21:59:00Z', '2026-03-29 24:00 (Europe/Berlin)'],
    ['a whole day of 25 hours', SUNDAY, '2026-10-25T22:59:00Z', '2026-10-25 24:00 (Europe/Berlin)'],
    ['the second half of an hour', LUNCH, '2026-03-23T11:45:00Z', '2026-03-23 12:45 (UTC)'],
    ['a day from noon to noon', ROUND, '2026-03-23T13:00:00Z', '2026-03-24 12:00 (UTC)'],
    ['a start that the clock skips', EARLY, '2026-03-29T01:00:00Z', '2026-03-29 04:00 (Europe/Berlin)'],
    ['the first day of a dated window', YEAR_END, '2026-12-19T23:00:00Z', '2027-01-03 00:00 (Europe/Berlin)'],
    ['its last day, which is included', YEAR_END, '2027-01-02T22:59:59Z', '2027-01-03 00:00 (Europe/Berlin)'],
    [
      'a window to the minute, elsewhere',
      LAUNCH,
      '2026-03-23T16:29:00Z',
      '2026-03-23 12:30 (America/New_York)',
    ],
  ])('only observes in %s', (_name, window, at, end) => {
    const verdict = reviewAt(window, at);

    expect(verdict).toEqual({
      type: 'observe',
      by: 'freeze',
      reason: `freeze ${JSON.stringify(window.name)} until ${end}`,
    });
  });

  it.each([
    ['a minute before a weekly window', OFFICE, '2026-03-23T07:59:59Z'],
    ['as it ends', OFFICE, '2026-03-23T16:00:00Z'],
    ['on another weekday', OFFICE, '2026-03-24T10:00:00Z'],
    ['in summer time, an hour after the same window ended', OFFICE, '2026-03-30T15:00:00Z'],
    ['before a night', NIGHT, '2026-03-21T20:59:00Z'],
    ['after a night', NIGHT, '2026-03-22T05:00:00Z'],
    ['after the night in which clocks went forward', NIGHT, '2026-03-29T04:00:00Z'],
    ['in the morning before the first night', NIGHT, '2026-03-21T03:00:00Z'],
    ['after a whole day', SUNDAY, '2026-03-29T22:00:00Z'],
    ['right before the skipped hour', EARLY, '2026-03-29T00:59:59Z'],
    ['before a dated window', YEAR_END, '2026-12-19T22:59:59Z'],
    ['after a dated window', YEAR_END, '2027-01-02T23:00:00Z'],
    ['as a window to the minute ends', LAUNCH, '2026-03-23T16:30:00Z'],
  ])('has nothing to say %s', (_name, window, at) => {
    const verdict = reviewAt(window, at);

    expect(verdict.type).toBe('act');
  });

  it.each([
    ['an unknown time zone', { ...OFFICE, timezone: 'Europe/Atlantis' }],
    ['a time of day that is none', { ...OFFICE, from: '9 am' }],
    ['a time of day with something before it', { ...OFFICE, from: 'at 09:00' }],
    ['a time of day with something after it', { ...OFFICE, from: '09:00 h' }],
    ['an hour that no day has', { ...OFFICE, to: '25:00' }],
    ['a date that is none', { ...YEAR_END, end: 'soon' }],
  ])('denies when it meets %s', (_name, window) => {
    const facts = factsUnder({ freezes: [window] });

    const verdict = review(PLAN, facts, [freeze]);

    expect(verdict.type).toBe('deny');
    expect(verdict.reason).toContain(`freeze "${window.name}"`);
  });

  it('denies when the time itself is unknown', () => {
    const facts = factsUnder({ freezes: [OFFICE] }, { now: Number.NaN });

    const verdict = review(PLAN, facts, [freeze]);

    expect(verdict.type).toBe('deny');
  });
});
