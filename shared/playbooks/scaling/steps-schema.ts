import * as z from 'zod/mini';

const text = (most: number) => z.string().check(z.minLength(1), z.maxLength(most));
const tasks = z.int().check(z.minimum(0), z.maximum(5000));

const step = z
  .strictObject({
    /** How far beyond the threshold it begins, in the metric's unit. */
    from: z.number().check(z.minimum(0)),
    /** So many more (`out`) or fewer (`in`): a count, or percent of what runs. One of the two. */
    tasks: z.optional(z.int().check(z.minimum(1), z.maximum(5000))),
    percent: z.optional(z.int().check(z.minimum(1), z.maximum(1000))),
  })
  .check(
    z.refine((one) => (one.tasks === undefined) !== (one.percent === undefined), {
      error: 'expected one of tasks and percent',
    }),
  );
export type PolicyStep = z.infer<typeof step>;

const steps = z.array(step).check(
  z.minLength(1),
  z.maxLength(20),
  z.refine(([first, ...others]) => others.every((one) => 'tasks' in one === (first && 'tasks' in first)), {
    error: 'some say tasks and some percent: AWS takes one of them for a policy',
  }),
  z.refine(
    (all) => all.every(({ from }, index) => (index === 0 ? from === 0 : from > (all[index - 1]?.from ?? 0))),
    {
      error: 'must begin with "from: 0", and rise',
    },
  ),
);

const side = (minutes: number, cooldown: number) => ({
  /** Each of so many minutes must be beyond the threshold. */
  minutes: z._default(z.int().check(z.minimum(1), z.maximum(1440)), minutes),
  cooldownSeconds: z._default(z.int().check(z.minimum(0), z.maximum(3600)), cooldown),
  steps,
});
const threshold = z.number().check(z.positive(), z.maximum(1_000_000));

export const outSchema = z.strictObject({ above: threshold, ...side(3, 60) });
export const inSchema = z.strictObject({ below: threshold, ...side(15, 300) });
export type StepSide = Omit<z.infer<typeof outSchema>, 'above'>;

/**
 * As AWS takes them: https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScheduledAction.html
 */
const WHEN =
  /^(cron\(\S+( \S+){5}\)|rate\([1-9]\d* (minute|hour|day)s?\)|at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\))$/;

export const scheduledSchema = z
  .strictObject({
    name: z.string().check(z.regex(/^[\w.-]{1,60}$/, { error: 'not a name of letters, digits and _.-' })),
    schedule: text(256).check(
      z.regex(WHEN, {
        error: 'not cron(…) with six fields, rate(5 minutes) or at(2026-12-24T18:00:00)',
      }),
    ),
    timezone: z._default(
      z.string().check(z.refine(isTimeZone, { error: 'not an IANA time zone such as Europe/Berlin' })),
      'UTC',
    ),
    min: z.optional(tasks),
    max: z.optional(tasks),
  })
  .check(
    z.refine(({ min, max }) => min !== undefined || max !== undefined, {
      error: 'sets nothing: expected min, max or both',
    }),
    z.refine(({ min = 0, max = 5000 }) => min <= max, { error: 'min is above max', path: ['min'] }),
  );
export type ScheduledRule = z.infer<typeof scheduledSchema>;

/** Names only: AWS takes no offset such as +01:00. */
function isTimeZone(name: string): boolean {
  return name === 'UTC' || Intl.supportedValuesOf('timeZone').includes(name);
}
