import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextCapacity } from '../../shared/scaling/next-capacity.ts';
import { NOW } from './sample.ts';
import { anyFacts, anyRule, violationOf } from './worlds.ts';

test('whatever is measured and set, a change lies within its bounds, and everything has a reason', () => {
  let changes = 0;
  fc.assert(
    fc.property(anyFacts, anyRule, (facts, rule) => {
      const next = nextCapacity(facts, rule, NOW);
      if (next.type === 'change') changes += 1;
      expect(violationOf(facts, rule, next)).toBeUndefined();
    }),
    { numRuns: 1000, seed: 5 },
  );
  expect(changes).toBeGreaterThan(50);
});
