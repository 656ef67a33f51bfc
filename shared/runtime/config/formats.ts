import { DateTime } from 'luxon';
import * as z from 'zod/mini';
import { valueText } from './problem.ts';
import { didYouMean } from './suggest.ts';

/** The kinds of text that `watchkeeper.yml` knows, each with the words for a value that is none. */

const notA = (what: string) => ({
  error: ({ input }: { readonly input?: unknown }) => `${valueText(input)} is not ${what}`,
});

/** ECS names have letters, digits, `-` and `_`; `*` stands for any run of characters. */
export const namePattern = z
  .string()
  .check(z.regex(/^[\w*-]{1,255}$/, notA('a name with * for any run of characters (a name, not an ARN)')));

/** Control, zero-width and bidirectional characters: in a name they only hide what it says. */
const visible = z.refine<string>((text) => !/\p{C}/u.test(text), {
  error: 'has a control or invisible character: write it without',
});

export const channel = z.string().check(
  z.regex(/^(?:#[^\s#@<>&"'A-Z]{1,80}|[CG][A-Z0-9]{6,20})$/, {
    ...notA('a Slack channel: write "#name" in quotes, or its id (C…)'),
    abort: true,
  }),
  visible,
);

export const slackUser = z
  .string()
  .check(z.regex(/^[UW][A-Z0-9]{6,20}$/, notA("a Slack user's id (U…): in Slack, profile, copy member ID")));

/** A sentence or a name for people. */
export function words(maximum: number) {
  return z.string().check(z.minLength(1), z.maxLength(maximum), visible);
}

const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d';
const notATime = notA('a time of day as HH:MM, such as "09:00"');
export const timeOfDay = z.string().check(z.regex(new RegExp(`^${TIME}$`), notATime));
export const endOfWindow = z.string().check(z.regex(new RegExp(`^(?:${TIME}|24:00)$`), notATime));

const LOCAL_TIME = new RegExp(`^\\d{4}-\\d\\d-\\d\\d(?:T${TIME})?$`);
export const localTime = z.string().check(
  z.regex(
    LOCAL_TIME,
    notA('a local date (2026-12-24) or date-time (2026-12-24T18:00); its zone is `timezone`'),
  ),
  z.refine((text) => !LOCAL_TIME.test(text) || instantOf(text).isValid, notA('a day of the calendar')),
);

/** The local time as if in UTC, for comparing two of the same zone. */
export function instantOf(text: string): DateTime {
  return DateTime.fromISO(text, { zone: 'utc' });
}

export const timezone = z.string().check(
  z.refine(isTimeZone, {
    error: ({ input }) =>
      `${valueText(input)} is not an IANA time zone${didYouMean(String(input), Intl.supportedValuesOf('timeZone'))}`,
  }),
);

/** Names only: an offset such as +01:00 knows no summer time. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][\w+/-]*$/.test(name)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** A whole number from `minimum` to `maximum`. */
export function whole(minimum: number, maximum: number) {
  return z.int().check(z.minimum(minimum), z.maximum(maximum));
}

export const DAY_MINUTES = 24 * 60;
