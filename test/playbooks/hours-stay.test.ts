import { describe, expect, it } from 'vitest';
import { stayOffer } from '../../shared/playbooks/scaling/hours-stay.ts';
import type { Schedule } from '../../shared/scaling/hours/schedule.ts';

const HOME = { account: '123456789012', region: 'eu-west-1' };
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const up = [{ days: [...DAYS], from: '07:00', to: '19:00' }];
const OFFICE: Schedule = {
  name: 'Office hours',
  timezone: 'Europe/Berlin',
  up,
  off: [],
  services: [],
  groups: [],
  capacityProviders: [],
};
const NEVER: Schedule = { ...OFFICE, up: [] };
const SATURDAY = Date.parse('2026-11-28T12:00:00Z');
const FRIDAY = Date.parse('2026-11-27T17:50:00Z');

const sleeper = { kind: 'auto-scaling-group', target: 'arn', name: 'hosts' } as const;
const capacity = { desired: 2 };
const saved = { of: sleeper, schedule: OFFICE.name, phase: 'asleep', capacity } as const;
const asleep = {
  sleeper,
  schedule: OFFICE.name,
  why: '',
  wanted: { up: false },
  does: 'nothing',
  capacity,
  saved,
} as const;
const roll = { fates: [asleep], wanted: { up: false }, warning: undefined };

describe('what the message of a schedule offers', () => {
  it('is to be up until the next start, by the clock, while something sleeps', () => {
    expect(stayOffer(HOME, OFFICE, roll, SATURDAY)).toEqual({
      ...HOME,
      schedule: 'Office hours',
      expiresAt: '2026-11-30T06:00:00.000Z',
      start: { at: '2026-11-30T06:00:00.000Z', name: 'Mon 07:00' },
    });
  });

  it('names the start after the sleep while it is still up, and the wish that keeps it so', () => {
    const override = { schedule: OFFICE.name, until: '2026-11-27T20:00:00.000Z', by: 'U1', at: '' };
    const awake = { ...roll, wanted: { up: true, override } };

    expect(stayOffer(HOME, OFFICE, awake, FRIDAY)).toMatchObject({
      start: { name: 'Mon 07:00' },
      wish: override,
    });
  });

  it('ends after a week where no start is near', () => {
    const offer = stayOffer(HOME, NEVER, roll, SATURDAY);

    expect(offer?.expiresAt).toBe('2026-12-05T12:00:00.000Z');
    expect(offer?.start).toBeUndefined();
  });

  it('is nothing where nothing sleeps, all is up by the clock, or the schedule is gone', () => {
    expect(stayOffer(HOME, OFFICE, { ...roll, fates: [] }, SATURDAY)).toBeUndefined();
    expect(stayOffer(HOME, OFFICE, { ...roll, wanted: { up: true } }, FRIDAY)).toBeUndefined();
    expect(stayOffer(HOME, undefined, roll, SATURDAY)).toBeUndefined();
  });
});
