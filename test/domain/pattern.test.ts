import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesName } from '../../shared/domain/pattern.ts';

describe('shared/domain/pattern', () => {
  it.each([
    ['prod', 'prod', true],
    ['prod', 'prod-eu', false],
    ['prod*', 'prod', true],
    ['prod*', 'prod-eu', true],
    ['*', '', true],
    ['*', 'anything', true],
    ['*-db', 'orders-db', true],
    ['*-db', 'orders-db-2', false],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-c-b', false],
    ['ab*ba', 'aba', false],
    ['**', 'x', true],
    ['p.od', 'prod', false],
    ['Prod', 'prod', false],
    ['', '', false],
    ['', 'prod', false],
  ])('says whether %j matches %j', (pattern, name, expected) => {
    const matched = matchesName(pattern, name);

    expect(matched).toBe(expected);
  });

  it('agrees with the regular expression that says the same', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
    const name = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 });

    fc.assert(
      fc.property(text, name, (pattern, candidate) => {
        const expected = pattern !== '' && new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(candidate);

        expect(matchesName(pattern, candidate)).toBe(expected);
      }),
      { numRuns: 2_000 },
    );
  });
});
