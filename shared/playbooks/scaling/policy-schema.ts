import * as z from 'zod/mini';
import { inSchema, outSchema, scheduledSchema } from './steps-schema.ts';

const name = z.string().check(z.minLength(1), z.maxLength(256));
const seconds = (fallback: number) => z._default(z.int().check(z.minimum(0), z.maximum(3600)), fallback);
const tasks = z.int().check(z.minimum(0), z.maximum(5000));

/** What a service is to follow: percent for CPU and memory, requests per task and minute for `requests`. */
export const METRICS = ['cpu', 'memory', 'requests'] as const;
export type PolicyMetric = (typeof METRICS)[number];

const shape = z.strictObject({
  /** What the tag `watchkeeper:scaling` of a service says to be under it: `rule=<name>`. */
  name: z.optional(
    z.string().check(z.regex(/^[\w.-]{1,60}$/, { error: 'not a name of letters, digits and _.-' })),
  ),
  /** Names with `*`. */
  cluster: z.optional(name),
  service: z.optional(name),
  metric: z.optional(z.enum(METRICS)),
  /** Target tracking: the value to keep. */
  target: z.optional(z.number().check(z.positive(), z.maximum(1_000_000))),
  min: tasks,
  max: tasks,
  scaleOutCooldownSeconds: seconds(60),
  scaleInCooldownSeconds: seconds(300),
  /** For `requests` with a `target`: `app/<name>/<id>`, as it stands in the load balancer's ARN. */
  loadBalancer: z.optional(name),
  /** Step scaling: what is done above and below a threshold. */
  out: z.optional(outSchema),
  in: z.optional(inSchema),
  /** Scheduled actions: they move the bounds by the clock. */
  scheduled: z._default(
    z.array(scheduledSchema).check(
      z.maxLength(10),
      z.refine((all) => new Set(all.map((one) => one.name)).size === all.length, {
        error: 'two scheduled actions have the same name',
      }),
    ),
    [],
  ),
});
export type PolicyRule = z.infer<typeof shape>;

const rule = shape.check(
  z.refine(({ min, max }) => min <= max, { error: 'min is above max', path: ['min'] }),
  z.refine(isAboutSomething, {
    error: 'is about nothing: expected cluster and service, or a name that a tag can give',
  }),
  z.refine((one) => one.target !== undefined || hasSteps(one) || one.scheduled.length > 0, {
    error: 'asks for nothing: expected a target, out or in, or scheduled',
  }),
  z.refine((one) => one.target === undefined || !hasSteps(one), {
    error: 'asks for a target and for steps, which would fight each other: expected one of them',
  }),
  z.refine((one) => one.metric !== undefined || (one.target === undefined && !hasSteps(one)), {
    error: 'is needed to know what to follow: cpu, memory or requests',
    path: ['metric'],
  }),
  z.refine(isPercentage, {
    error: 'is a percentage, so a target or threshold is 100 at most',
    path: ['metric'],
  }),
  z.refine((one) => one.in === undefined || one.out === undefined || one.in.below < one.out.above, {
    error: 'is not below the threshold of "out", so both would ring',
    path: ['in', 'below'],
  }),
  z.refine((one) => one.metric !== 'requests' || one.target === undefined || one.loadBalancer !== undefined, {
    error: 'is needed to count the requests: "app/<name>/<id>" from the ARN of the load balancer',
    path: ['loadBalancer'],
  }),
);

export const policySchema = z.strictObject({
  /** The first rule that matches a service counts, after its tag; one without either is left alone. */
  rules: z._default(
    z.array(rule).check(z.maxLength(200), z.refine(areNamedApart, { error: 'two rules have the same name' })),
    [],
  ),
  /** Say again what was only proposed after so many days. */
  remindDays: z._default(z.int().check(z.minimum(1), z.maximum(90)), 7),
});
export type PolicySettings = z.infer<typeof policySchema>;

function areNamedApart(rules: readonly PolicyRule[]): boolean {
  const names = rules.flatMap((one) => one.name ?? []);
  return new Set(names).size === names.length;
}

function hasSteps(one: PolicyRule): boolean {
  return one.out !== undefined || one.in !== undefined;
}

function isAboutSomething({ name: own, cluster, service }: PolicyRule): boolean {
  return cluster === undefined && service === undefined
    ? own !== undefined
    : cluster !== undefined && service !== undefined;
}

function isPercentage(one: PolicyRule): boolean {
  const values = [one.target, one.out?.above, one.in?.below];
  return one.metric === 'requests' || values.every((value) => value === undefined || value <= 100);
}
