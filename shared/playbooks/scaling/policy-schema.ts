import * as z from 'zod/mini';

const name = z.string().check(z.minLength(1), z.maxLength(256));
const seconds = (fallback: number) => z._default(z.int().check(z.minimum(0), z.maximum(3600)), fallback);
const tasks = z.int().check(z.minimum(0), z.maximum(5000));

/** What a service is to follow: percent for CPU and memory, requests per task and minute for `requests`. */
export const METRICS = ['cpu', 'memory', 'requests'] as const;
export type PolicyMetric = (typeof METRICS)[number];

const rule = z
  .strictObject({
    /** Names with `*`. */
    cluster: name,
    service: name,
    metric: z.enum(METRICS),
    target: z.number().check(z.positive(), z.maximum(1_000_000)),
    min: tasks,
    max: tasks,
    scaleOutCooldownSeconds: seconds(60),
    scaleInCooldownSeconds: seconds(300),
    /** For `requests`: `app/<name>/<id>`, as it stands in the load balancer's ARN. */
    loadBalancer: z.optional(name),
  })
  .check(
    z.refine(({ min, max }) => min <= max, { error: 'min is above max', path: ['min'] }),
    z.refine(({ metric, target }) => metric === 'requests' || target <= 100, {
      error: 'is a percentage, so it is 100 at most',
      path: ['target'],
    }),
    z.refine(({ metric, loadBalancer }) => metric !== 'requests' || loadBalancer !== undefined, {
      error: 'is needed to count the requests: "app/<name>/<id>" from the ARN of the load balancer',
      path: ['loadBalancer'],
    }),
  );

export const policySchema = z.strictObject({
  /** The first rule that matches a service counts, after its tag; one without either is left alone. */
  rules: z._default(z.array(rule).check(z.maxLength(200)), []),
  /** Say again what was only proposed after so many days. */
  remindDays: z._default(z.int().check(z.minimum(1), z.maximum(90)), 7),
});
export type PolicySettings = z.infer<typeof policySchema>;
export type PolicyRule = PolicySettings['rules'][number];
