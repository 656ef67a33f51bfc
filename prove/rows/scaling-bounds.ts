import fc from 'fast-check';
import { nextCapacity } from '../../shared/scaling/next-capacity.ts';
import { NOW } from '../../test/scaling/sample.ts';
import { anyFacts, anyRule, violationOf } from '../../test/scaling/worlds.ts';
import { check, must } from '../check.ts';
import type { Row } from '../row.ts';

export const scalingBounds: Row = {
  id: 'R20',
  promise: 'nothing is scaled out of its bounds, too far, too soon or on no data',
  tried:
    'decisions of all three modes on random rules, counts, histories, deployments and metrics, with numbers that are none among them',
  runs: { few: 500, quick: 20_000, many: 1_000_000 },
  async prove(seed, runs) {
    let changes = 0;
    const property = fc.property(anyFacts, anyRule, (facts, rule) => {
      const next = nextCapacity(facts, rule, NOW);
      if (next.type === 'change') changes += 1;
      const violation = violationOf(facts, rule, next);
      must(violation === undefined, violation ?? '');
    });
    const finding = await check('decisions', property, seed, runs);
    return { ...finding, note: `${changes.toLocaleString('en')} of them changed something` };
  },
};
