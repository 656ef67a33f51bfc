import fc from 'fast-check';
import type { CapacityFacts } from '../../shared/scaling/facts.ts';
import type { CapacityRule } from '../../shared/scaling/rule.ts';
import { NOW } from './sample.ts';

const count = fc.nat(60);
const odd = fc.constantFrom(0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e300, 1e-300);
const value = fc.oneof(
  { weight: 60, arbitrary: fc.double({ min: 0, max: 1000, noNaN: true }) },
  { weight: 1, arbitrary: odd },
);

const points = fc
  .array(value, { maxLength: 25, size: 'max' })
  .map((values) => values.map((one, index) => ({ at: at((values.length - index + 1) * 60), value: one })));

const change = fc.oneof(
  fc.record({ type: fc.constant('by' as const), count: fc.integer({ min: -30, max: 30 }) }),
  fc.record({ type: fc.constant('percent' as const), percent: fc.integer({ min: -100, max: 400 }) }),
  fc.record({ type: fc.constant('exactly' as const), count: fc.nat(100) }),
);
const band = fc.record({ from: fc.nat(40), change });
const scaleInMinutes = fc.integer({ min: 1, max: 20 });
const mode = fc.oneof(
  fc.record({
    type: fc.constant('step' as const),
    bands: fc.array(band, { maxLength: 4 }),
    percentAtLeast: fc.integer({ min: 1, max: 5 }),
    keepBelow: fc.option(
      fc.record({ value: fc.double({ min: 1, max: 500, noNaN: true }), minutes: scaleInMinutes }),
      {
        nil: undefined,
      },
    ),
  }),
  fc.record({
    type: fc.constant('target' as const),
    value: fc.double({ min: 0.001, max: 500, noNaN: true }),
    tolerancePercent: fc.nat(50),
    scaleInMinutes,
  }),
  fc.record({
    type: fc.constant('backlog' as const),
    perTask: fc.double({ min: 0.001, max: 500, noNaN: true }),
    scaleInMinutes,
  }),
);
const step = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 1, max: 40 }) },
  { weight: 1, arbitrary: odd },
);
const directions = fc.record({ out: step, in: step });

/** Mostly sane, so that most of the runs get as far as a change. */
const bounds = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.tuple(fc.nat(20), fc.nat(60)).map(([min, more]) => ({ min, max: min + more })),
  },
  { weight: 1, arbitrary: fc.record({ min: odd, max: count }) },
  { weight: 1, arbitrary: fc.record({ min: count, max: odd }) },
  { weight: 1, arbitrary: fc.record({ min: count, max: count }) },
);

export const anyRule: fc.Arbitrary<CapacityRule> = fc
  .tuple(
    bounds,
    fc.record({
      largestStep: directions,
      cooldownSeconds: fc.record({ out: fc.nat(300), in: fc.nat(300) }),
      mode,
    }),
  )
  .map(([limits, rest]) => ({ ...limits, ...rest }));

const seenCount = fc.record({
  at: fc.nat(3600).map((seconds) => NOW - seconds * 1000),
  running: count,
  desired: count,
});

export const anyFacts: fc.Arbitrary<CapacityFacts> = fc.record({
  desired: fc.oneof({ weight: 19, arbitrary: count }, { weight: 1, arbitrary: odd }),
  running: fc.oneof({ weight: 19, arbitrary: count }, { weight: 1, arbitrary: odd }),
  history: fc.array(seenCount, {
    maxLength: 4,
  }),
  points,
  periodSeconds: fc.constantFrom(10, 60, 300),
  inFlight: fc.option(points, { nil: undefined }),
  flow: fc.option(fc.record({ sent: points, deleted: points, known: fc.option(value, { nil: undefined }) }), {
    nil: undefined,
  }),
  changedAt: fc.option(
    fc.nat(1800).map((seconds) => NOW - seconds * 1000),
    { nil: undefined },
  ),
  alarm: fc.record({
    kind: fc.constantFrom('metric' as const, 'composite' as const, 'anomaly' as const),
    threshold: fc.double({ min: 0, max: 1000, noNaN: true }),
    comparison: fc.constantFrom('GreaterThanThreshold', 'LessThanThreshold'),
  }),
  deploying: fc.boolean(),
});

function at(secondsAgo: number): string {
  return new Date(NOW - secondsAgo * 1000).toISOString();
}

/** What is wrong with a decision: it must stay in its bounds, its step and its cooldown, and always give a reason. */
export function violationOf(
  facts: CapacityFacts,
  rule: CapacityRule,
  next: { readonly type: string; readonly reason: string; readonly to?: number },
): string | undefined {
  if (next.reason.length < 5) return 'no reason';
  const { to } = next;
  if (next.type !== 'change' || to === undefined) return undefined;
  const { desired, changedAt, points: seen } = facts;
  if (!Number.isSafeInteger(to) || to === desired) return `${to} is no change`;
  if (!(to >= rule.min && to <= rule.max && to >= 0)) return `${to} is out of bounds`;
  const out = to > desired;
  const within = desired >= rule.min && desired <= rule.max;
  if (within && Math.abs(to - desired) > (out ? rule.largestStep.out : rule.largestStep.in))
    return 'too large a step';
  const cooldown = out ? rule.cooldownSeconds.out : rule.cooldownSeconds.in;
  if (changedAt !== undefined && NOW - changedAt < cooldown * 1000) return 'too soon';
  if (!out && facts.deploying) return 'taken away during a deployment';
  return seen.length === 0 && facts.alarm.kind !== 'composite'
    ? 'scaled on nothing'
    : unmeasured(facts, rule);
}

/** The newest value must be one; 0 is one only for a backlog. */
function unmeasured(
  { points: seen, alarm }: CapacityFacts,
  { mode: { type } }: CapacityRule,
): string | undefined {
  if (type === 'step' && alarm.kind === 'composite') return undefined;
  const newest = seen.at(-1)?.value ?? Number.NaN;
  const isOne = Number.isFinite(newest) && (newest > 0 || (newest === 0 && type === 'backlog'));
  return isOne ? undefined : `scaled on ${newest}`;
}
