import * as z from 'zod/mini';
import { common, positive, target, whole } from './bounds-schema.ts';

const scaleInMinutes = z._default(whole(1, 180), 20);

/** Which series says how much there is to do, where the alarm watches an expression or several series. */
const metric = z.strictObject({
  namespace: z.string().check(z.minLength(1), z.maxLength(255)),
  name: z.string().check(z.minLength(1), z.maxLength(255)),
  dimensions: z._default(z.record(z.string(), z.string()), {}),
  statistic: z._default(z.string().check(z.minLength(1), z.maxLength(50)), 'Average'),
  periodSeconds: z._default(whole(10, 3600), 60),
});

/** How far beyond its threshold the alarm is, in the metric's own unit, and what that changes: one of the four. */
const step = z
  .strictObject({
    from: z._default(z.number().check(z.minimum(0)), 0),
    add: z.optional(whole(1, 10_000)),
    remove: z.optional(whole(1, 10_000)),
    percent: z.optional(
      whole(-100, 1000).check(z.refine((percent) => percent !== 0, 'expected a percentage but 0')),
    ),
    exactly: z.optional(whole(0, 10_000)),
  })
  .check(z.refine(saysOneChange, 'expected one of add, remove, percent and exactly'));
export type StepSetting = z.infer<typeof step>;

const rule = z
  .discriminatedUnion(
    'mode',
    [
      z.strictObject({
        ...common,
        mode: z.literal('step'),
        metric: z.optional(metric),
        steps: z.array(step).check(z.minLength(1), z.maxLength(20)),
        /** A change in percent changes at least so many. */
        percentAtLeast: z._default(whole(1, 10_000), 1),
        /** Taking away may not bring any of the last `scaleInMinutes` above it, of a metric that falls as capacity grows. */
        keepBelow: z.optional(positive),
        scaleInMinutes,
      }),
      z.strictObject({
        ...common,
        mode: z.literal('target'),
        metric: z.optional(metric),
        /** The value to keep, of a metric that falls as capacity grows. */
        value: positive,
        tolerancePercent: z._default(whole(0, 100), 0),
        scaleInMinutes,
      }),
      z.strictObject({
        ...common,
        mode: z.literal('backlog'),
        metric: z.optional(metric),
        /** Its name in SQS: an alarm on it is then about this rule's target. */
        queue: z.optional(
          z.string().check(z.regex(/^[\w-]{1,80}(\.fifo)?$/, 'expected the name of a queue')),
        ),
        /** Messages that may wait for each task: how long they may wait, divided by what one takes. */
        perTask: positive,
        scaleInMinutes,
      }),
    ],
    'must be step, target or backlog',
  )
  .check(
    z.refine(({ min, max }) => min <= max, 'min is above max'),
    z.refine(isExact, 'a rule that names a queue needs a target without *'),
    z.refine(isStepped, 'a capacity provider is scaled in steps only'),
    z.refine(fitsLever, 'sets is for a capacity provider, whose target capacity is at most 100 percent'),
  );
export type ScalingRule = z.infer<typeof rule>;

/** What one task or instance costs: off while it is empty. */
const price = z.strictObject({
  target,
  perHour: positive,
  currency: z._default(z.string().check(z.maxLength(8)), 'USD'),
});

export const scaleSchema = z.strictObject({
  /** The first that is about the target, and about the alarm where it names some, counts. */
  rules: z._default(z.array(rule).check(z.maxLength(200)), []),
  prices: z._default(z.array(price).check(z.maxLength(100)), []),
  /** What was started must run after so long. */
  verifyMinutes: z._default(whole(1, 120), 15),
  /** What nothing can be done about, such as a maximum that is reached, is told again after so long. */
  quietMinutes: z._default(whole(1, 1440), 30),
});
export type ScaleSettings = z.infer<typeof scaleSchema>;

function saysOneChange({ add, remove, percent, exactly }: Record<string, unknown>): boolean {
  return [add, remove, percent, exactly].filter((one) => one !== undefined).length === 1;
}

interface Named {
  readonly target: string;
  readonly alarm?: string | undefined;
  readonly queue?: string | undefined;
}

/** Only an alarm of somebody else's naming needs the target spelled out; with dimensions it says it itself. */
function isExact(one: Named): boolean {
  return one.queue === undefined || !one.target.includes('*');
}

function isStepped({ target: name, mode }: { target: string; mode: string }): boolean {
  return !isProvider(name) || mode === 'step';
}

function fitsLever({
  target: name,
  sets,
  max,
}: {
  target: string;
  sets?: string | undefined;
  max: number;
}): boolean {
  if (!isProvider(name)) return sets === undefined;
  return (sets ?? 'targetCapacity') !== 'targetCapacity' || max <= 100;
}

function isProvider(name: string): boolean {
  return name.startsWith('capacity-provider/');
}
