import * as z from 'zod/mini';
import { WEEKDAYS } from '../../domain/config.ts';
import { endOfWindow, instantOf, localTime, timeOfDay, timezone, words } from './formats.ts';

const shared = {
  name: words(80).check(z.describe('What people are told while it lasts.')),
  timezone: timezone.check(z.describe('IANA name, such as Europe/Berlin: all its times are local there.')),
};

const weekly = z
  .strictObject({
    ...shared,
    days: z
      .array(z.enum(WEEKDAYS))
      .check(z.minLength(1))
      .check(z.describe('The weekdays on which it begins.')),
    from: timeOfDay.check(z.describe('HH:MM.')),
    to: endOfWindow.check(z.describe('HH:MM, or 24:00. Before `from`: on the next day.')),
  })
  .check(
    z.refine(({ from, to }) => from !== to, {
      path: ['to'],
      error: 'the same as `from`, so the window is empty: for a whole day write 00:00 and 24:00',
    }),
  );

const dated = z
  .strictObject({
    ...shared,
    start: localTime.check(z.describe('The first day, or a date-time.')),
    end: localTime.check(z.describe('The last day, which is included, or a date-time.')),
  })
  .check(
    z.refine(({ start, end }) => !(instantOf(start) >= lastInstantOf(end)), {
      path: ['end'],
      error: 'not after `start`, so the window is empty',
    }),
  );

function lastInstantOf(end: string) {
  return end.includes('T') ? instantOf(end) : instantOf(end).plus({ days: 1 });
}

/** A weekly window, or one with dates. */
export const freezeSchema = z.union([weekly, dated]);
