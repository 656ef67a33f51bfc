import { type Fields, malformed, optionalText, pathOf } from './decode.ts';
import { optionalInstant } from './identity.ts';

/** "Dec 3, 2021, 6:02:13 PM": newer writers put a narrow no-break space before PM. */
const SPOKEN = /^([A-Z][a-z]{2}) (\d{1,2}), (\d{4}),? (\d{1,2}):(\d\d):(\d\d)[ \u00a0\u202f]([AP])M$/;
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** A point in time as Inspector writes it, for people and without a zone, which is UTC; or in ISO 8601. */
export function optionalSpokenInstant(from: Fields, key: string): string | undefined {
  const [, month = '', day, year, hour, minute, second, half] =
    SPOKEN.exec(optionalText(from, key) ?? '') ?? [];
  if (half === undefined) return optionalInstant(from, key);
  const number = MONTHS.indexOf(month);
  const hours = (Number(hour) % 12) + (half === 'P' ? 12 : 0);
  const millis = Date.UTC(Number(year), number, Number(day), hours, Number(minute), Number(second));
  if (number >= 0 && new Date(millis).getUTCDate() === Number(day)) return new Date(millis).toISOString();
  throw malformed(pathOf(from, key), 'is not a date that exists');
}
