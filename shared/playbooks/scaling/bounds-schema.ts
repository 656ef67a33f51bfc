import * as z from 'zod/mini';
import { WEEKDAYS } from '../../domain/config.ts';
import { LEVERS } from '../../scaling/lever.ts';

export const whole = (least: number, most: number) => z.int().check(z.minimum(least), z.maximum(most));
export const positive = z.number().check(z.positive());
const time = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time HH:MM'));

/** `*` stands for any run of characters */
export const target = z
  .string()
  .check(
    z.maxLength(600),
    z.regex(
      /^(service\/[\w*-]+\/[\w*-]+|(auto-scaling-group|capacity-provider)\/[^/]+)$/,
      'expected service/<cluster>/<name>, auto-scaling-group/<name> or capacity-provider/<name>',
    ),
  );

const directions = (fallback: { out: number; in: number }, unit: z.ZodMiniNumber) =>
  z._default(
    z.strictObject({ out: z._default(unit, fallback.out), in: z._default(unit, fallback.in) }),
    fallback,
  );

export const common = {
  target,
  /** Names of alarms that it is about, with `*`; without, all alarms of its target. */
  alarm: z.optional(z.string().check(z.minLength(1), z.maxLength(255))),
  /** Which number of a capacity provider is set; without, its target capacity. */
  sets: z.optional(z.enum(LEVERS)),
  /** Tasks or instances; for a capacity provider of whatever `sets` says. */
  min: z._default(whole(0, 10_000), 1),
  max: whole(1, 10_000),
  /** One change adds or takes away at most so many. */
  largestStep: directions({ out: 20, in: 20 }, whole(1, 10_000)),
  /** After any change, so long until the next one in that direction. */
  cooldownSeconds: directions({ out: 60, in: 300 }, whole(0, 86_400)),
  /** Nothing is changed outside of them. */
  hours: z.optional(
    z.strictObject({
      timezone: z.string().check(z.refine(isZone, 'expected an IANA time zone such as Europe/Berlin')),
      days: z.array(z.enum(WEEKDAYS)).check(z.minLength(1)),
      from: time,
      to: time,
    }),
  ),
};

function isZone(zone: string): boolean {
  return Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC';
}
