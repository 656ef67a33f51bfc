import { describe, expect, test } from 'vitest';
import { percentChange } from '../../shared/scaling/step.ts';

describe('a change in percent', () => {
  test.each([
    [127, 10, 12],
    [67, 1, 1],
    [58, -1, -1],
    [667, -1, -6],
    [0, 50, 1],
  ])('of %i tasks by %i percent is %i, as AWS rounds', (count, percent, expected) => {
    expect(percentChange(count, percent, 1)).toBe(expected);
  });

  test('is at least the minimum, in its own direction', () => {
    expect(percentChange(4, 25, 2)).toBe(2);
    expect(percentChange(4, -25, 2)).toBe(-2);
  });
});
