import * as z from 'zod/mini';
import type { Outcome } from '../../domain/decision.ts';

const DAY = 24 * 3600;

const days = z.int().check(z.minimum(1), z.maximum(3650));
const pattern = z.string().check(z.minLength(1), z.maxLength(256));

/** Rules that every registry can follow. */
const ruleShape = {
  repositories: pattern,
  keepNewest: z.optional(
    z.array(z.strictObject({ tags: pattern, count: z.int().check(z.minimum(1), z.maximum(10_000)) })),
  ),
  keepYoungerDays: z.optional(days),
  keepTags: z.optional(z.array(pattern)),
  untaggedGraceDays: z.optional(days),
};

export const privateRule = z.strictObject({ ...ruleShape, keepPulledDays: z.optional(days) });
/** ECR Public tells of no pulls. */
export const publicRule = z.strictObject(ruleShape);

export const cleanLimits = {
  /** At most so many of a repository's images in one run, in percent. */
  maxPercent: z._default(z.number().check(z.minimum(1), z.maximum(100)), 20),
  /** At most so many images in one run. */
  maxImages: z._default(z.int().check(z.minimum(1), z.maximum(500)), 500),
  /** Say again what would be done, and was not, after so many days. */
  remindDays: z._default(z.int().check(z.minimum(1), z.maximum(90)), 7),
};

/** What was only said, or refused by a person, is not said every day; what was done is news each time. In seconds. */
export function quietAfterSweep(outcome: Outcome, remindDays: number): number | undefined {
  if (outcome.type === 'observed') return remindDays * DAY;
  return outcome.type === 'failed' && outcome.code === 'approval-denied' ? remindDays * DAY : undefined;
}
