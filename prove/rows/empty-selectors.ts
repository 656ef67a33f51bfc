import fc from 'fast-check';
import type { Reads } from '../../shared/domain/reads.ts';
import { review } from '../../shared/guardrails/index.ts';
import { checkConfig } from '../../shared/runtime/config/index.ts';
import { factsUnder, factsWith, PLAN } from '../../test/guardrails/sample.ts';
import { minutes, outcomes, steadyService, writes } from '../../test/support/fleet.ts';
import { check, must, together } from '../check.ts';
import type { Finding, Row } from '../row.ts';
import { openShop } from '../worlds/shop.ts';

export const emptySelectors: Row = {
  id: 'R6',
  promise: 'empty is not everything: what is missing leads to no act, with a reason',
  tried:
    'numbers that are none in facts and configuration; and reads that find nothing, answer null or fail, in mode act',
  runs: { few: 300, quick: 20_000, many: 500_000 },

  async prove(seed, runs) {
    return together('selectors', [await facts(seed, runs), await configs(seed), await reads()]);
  },
};

const NO_NUMBER: readonly unknown[] = [
  Number.NaN,
  null,
  undefined,
  -1,
  0.5,
  Number.POSITIVE_INFINITY,
  '',
  '5',
  [],
];
const FACTS = ['failingServices', 'activeServices', 'actionsThisHour'] as const;

/** One number of the facts is none: whatever else is so, nothing is done. */
function facts(seed: number, runs: number): Promise<Finding> {
  const counts = fc.record({ activeServices: fc.integer({ min: 5, max: 100 }), actionsThisHour: fc.nat(5) });
  return check(
    'facts',
    fc.property(fc.constantFrom(...FACTS), fc.constantFrom(...NO_NUMBER), counts, (field, value, others) => {
      const { type, reason } = review(PLAN, factsWith({ ...others, [field]: value }));
      must(type === 'deny', `${field} is ${String(value)}, and the verdict is ${type}`);
      must(reason.length > 5, 'there is no reason');
    }),
    seed,
    runs,
  );
}

/** A limit of zero, none or nonsense is refused when it is read; and denies, should it ever get through. */
function configs(seed: number): Promise<Finding> {
  const percents = fc.constantFrom<unknown>(0, -1, Number.NaN, null, 101, '', 'all', []);
  return check(
    'configurations',
    fc.property(percents, (percent) => {
      const text = `fleet: { maxFailingPercent: ${JSON.stringify(percent) ?? 'null'} }`;
      must(checkConfig(text).type !== 'valid', `${text} is valid`);
      const fleet = { maxFailingPercent: percent as number, minFailingServices: 3, windowMinutes: 15 };
      must(review(PLAN, factsUnder({ fleet })).type === 'deny', `${text} does not deny`);
    }),
    seed,
    100,
  );
}

type Missing = (...args: never[]) => Promise<unknown>;
const WAYS: Readonly<Record<string, Missing>> = {
  'finds nothing': async () => undefined,
  'answers an empty list': async () => [],
  fails: () => Promise.reject(new Error('the third page is missing')),
};

/** What decides whether and on what is acted; the log and how a job was connected are asked besides. */
const DECIDING: readonly (keyof Reads)[] = ['service', 'steadyRevisions', 'cluster'];

/** Each read of a crash loop goes missing for good, in each way. */
async function reads(): Promise<Finding> {
  const cases = DECIDING.flatMap((read) =>
    Object.entries(WAYS).map(([way, missing]) => ({ read, way, missing })),
  );
  const violations: string[] = [];
  for (const { read, way, missing } of cases) {
    const world = openShop('act', {
      wrap: (deps) => ({ ...deps, reads: { ...deps.reads, [read]: missing } }),
    });
    const { bad } = steadyService(world, 'payments-api', 1);
    world.fleet.deploy('prod', 'payments-api', bad);
    await minutes(world, 30);
    const [end] = outcomes(world) as { reason?: string }[];
    if (writes(world).length > 0) violations.push(`reads.${read} ${way}, and it acted`);
    if (!end?.reason) violations.push(`reads.${read} ${way}, and there is no reason`);
  }
  return { count: cases.length, of: 'reads', violations };
}
