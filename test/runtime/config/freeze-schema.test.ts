import { describe, expect, it } from 'vitest';
import { problemsIn } from './sample.ts';

describe('shared/runtime/config/freeze-schema', () => {
  it.each([
    ['timezone: Europe/Berln', 'not an IANA time zone; did you mean "Europe/Berlin"?'],
    ['timezone: local', '"local" is not an IANA time zone'],
    ['timezone: "+01:00"', '"+01:00" is not an IANA time zone'],
    ['days: []', 'days: must not be empty'],
    ['days: [tues]', 'days[0]: must be one of mon, tue, wed'],
    ['from: 9:00', 'from: "9:00" is not a time of day as HH:MM'],
    ['from: "24:00"', 'from: "24:00" is not a time of day as HH:MM'],
    ['to: "24:01"', 'to: "24:01" is not a time of day as HH:MM'],
    ['to: "09:00"', 'to: the same as `from`, so the window is empty'],
    ['until: "10:00"', 'until: unknown key'],
    ['name: ""', 'name: must not be empty'],
    ['name: "Night\\nshift"', 'name: has a control or invisible character'],
    ['name: "Ni\\u200bght"', 'name: has a control or invisible character'],
  ])('refuses a weekly window with %s', (change, expected) => {
    const [key = ''] = change.split(':');
    const sound = ['name: Night', 'timezone: UTC', 'days: [mon]', 'from: "09:00"', 'to: "17:00"'];
    const entries = [...sound.filter((entry) => !entry.startsWith(`${key}:`)), change];

    const problems = problemsIn(`freezes: [{ ${entries.join(', ')} }]`);

    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(expected);
  });

  it.each([
    ['start: 2026-02-30', '"2026-02-30" is not a day of the calendar'],
    ['start: 2026-12-24T18', 'is not a local date'],
    ['end: 2026-12-19', 'end: not after `start`, so the window is empty'],
    ['end: 2026-12-24T24:00', 'is not a local date'],
    ['end: 2026-12-24T18:00Z', 'is not a local date'],
    ['end: soon', '"soon" is not a local date'],
    ['from: "09:00"', 'from: unknown key'],
  ])('refuses a dated window with %s', (change, expected) => {
    const [key = ''] = change.split(':');
    const sound = ['name: Year end', 'timezone: UTC', 'start: 2026-12-20', 'end: 2027-01-02'];
    const entries = [...sound.filter((entry) => !entry.startsWith(`${key}:`)), change];

    const problems = problemsIn(`freezes: [{ ${entries.join(', ')} }]`);

    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(expected);
  });

  it('takes a night, a whole day and a single date', () => {
    const problems = problemsIn(`
freezes:
  - { name: Night, timezone: Europe/Berlin, days: [mon], from: "22:00", to: "06:00" }
  - { name: Day, timezone: Europe/Berlin, days: [sun], from: "00:00", to: "24:00" }
  - { name: Date, timezone: Europe/Berlin, start: 2026-12-24, end: 2026-12-24 }
`);

    expect(problems).toEqual([]);
  });

  it('judges an entry by the kind of window whose keys it has', () => {
    const problems = problemsIn('freezes: [{ name: A, timezone: UTC, days: [x, y], from: a, to: b }]');

    expect(problems.map((problem) => problem.split(': ')[0])).toEqual([
      'w.yml:1:44 freezes[0].days[0]',
      'w.yml:1:47 freezes[0].days[1]',
      'w.yml:1:57 freezes[0].from',
      'w.yml:1:64 freezes[0].to',
    ]);
  });

  it('says of an entry that is no mapping what it must be', () => {
    const problems = problemsIn('freezes: [weekends]');

    expect(problems).toEqual(['w.yml:1:11 freezes[0]: must be a mapping of keys to values, not "weekends"']);
  });
});
