import fc from 'fast-check';
import { withinReach } from '../../shared/playbooks/scaling/reach.ts';
import { nextCapacity } from '../../shared/scaling/next-capacity.ts';
import { anyProvider, unreachable } from '../../test/scaling/reaches.ts';
import { NOW } from '../../test/scaling/sample.ts';
import { anyFacts, anyRule, violationOf } from '../../test/scaling/worlds.ts';
import { check, must } from '../check.ts';
import type { Row } from '../row.ts';

export const scalingBounds: Row = {
  id: 'R20',
  promise: 'nothing is scaled out of its bounds, too far, too soon or on no data',
  tried:
    'decisions of all three modes on random rules, counts, histories, capacity providers, deployments and metrics, with numbers that are none among them',
  runs: { few: 500, quick: 20_000, many: 1_000_000 },
  async prove(seed, runs) {
    let changes = 0;
    const property = fc.property(anyFacts, anyRule, anyProvider, (facts, rule, providerAt) => {
      const provider = providerAt(facts.desired);
      const next = nextCapacity(facts, rule, NOW);
      const reached = withinReach(next, provider, rule);
      if (next.type === 'change') changes += 1;
      const violation =
        violationOf(facts, rule, next) ?? violationOf(facts, rule, reached) ?? unreachable(reached, provider);
      must(violation === undefined, violation ?? '');
    });
    const finding = await check('decisions', property, seed, runs);
    return { ...finding, note: `${changes.toLocaleString('en')} of them changed something` };
  },
};
