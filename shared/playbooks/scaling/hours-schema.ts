import * as z from 'zod/mini';
import { WEEKDAYS } from '../../domain/config.ts';

const says = (text: string) => z.describe(text);

/** ECS names have letters, digits, `-` and `_`; those of Auto Scaling groups may have much else. */
const ecsPattern = z
  .string()
  .check(z.regex(/^[\w*-]{1,255}$/, { error: 'not a name with * for any characters' }));
const pattern = z.string().check(z.minLength(1), z.maxLength(255));

const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d';
const timeOfDay = (more: string) =>
  z.string().check(z.regex(new RegExp(`^(?:${TIME}${more})$`), { error: 'not a time of day as HH:MM' }));

const window = z
  .strictObject({
    days: z.array(z.enum(WEEKDAYS)).check(z.minLength(1), says('The weekdays on which it begins.')),
    from: timeOfDay('').check(says('HH:MM.')),
    to: timeOfDay('|24:00').check(says('HH:MM, or 24:00. Before `from`: on the next day.')),
  })
  .check(
    z.refine(({ from, to }) => from !== to, {
      path: ['to'],
      error: 'the same as `from`, so the window is empty: for a whole day write 00:00 and 24:00',
    }),
  );

const date = z.string().check(
  z.refine((text) => /^\d{4}-\d\d-\d\d$/.test(text) && isDay(text), {
    error: 'not a day of the calendar, such as 2026-12-24',
  }),
);

/** 2026-02-30 would be taken for a day in March. */
function isDay(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

const timezone = z.string().check(z.refine(isTimeZone, { error: 'not an IANA time zone' }));

/** Names only: an offset such as +01:00 knows no summer time. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][\w+/-]*$/.test(name)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

const schedule = z.strictObject({
  name: z.string().check(
    z.regex(/^\w[\w .:=@+-]{0,59}$/, {
      error: 'not a name of up to 60 letters, digits, spaces and .:=@+-',
    }),
    says('What people are told, and the value of the tag watchkeeper:hours.'),
  ),
  timezone: timezone.check(says('IANA name, such as Europe/Berlin: all its times are local there.')),
  up: z.array(window).check(z.maxLength(50), says('When it is up; asleep at any other time.')),
  off: z._default(z.array(date).check(z.maxLength(400)), []).check(says('Dates on which no window begins.')),
  services: z
    ._default(z.array(z.strictObject({ cluster: ecsPattern, name: ecsPattern })).check(z.maxLength(200)), [])
    .check(says('ECS services that keep it; * for any run of characters.')),
  groups: z
    ._default(z.array(pattern).check(z.maxLength(200)), [])
    .check(says('Auto Scaling groups that keep it; * for any run of characters.')),
  capacityProviders: z
    ._default(z.array(pattern).check(z.maxLength(200)), [])
    .check(says('Capacity providers whose Auto Scaling groups keep it; * for any run of characters.')),
});

export const hoursSchema = z.strictObject({
  /** Where two are about the same, the tag counts first, then the first of them. */
  schedules: z
    ._default(
      z.array(schedule).check(
        z.maxLength(50),
        z.refine((all) => new Set(all.map(({ name }) => name)).size === all.length, {
          error: 'two schedules have the same name',
        }),
      ),
      [],
    )
    .check(says('When what is up.')),
  warnMinutes: z
    ._default(z.int().check(z.minimum(0), z.maximum(240)), 0)
    .check(says('Tell so many minutes before something goes to sleep; 0 = do not.')),
});
export type HoursSettings = z.infer<typeof hoursSchema>;
