import { describe, expect, it } from 'vitest';
import { median, quantile, ratios, rotated } from '../../bench/statistics.ts';

describe('bench/statistics', () => {
  it('finds quantiles between two samples, whatever their order', () => {
    const samples = [40, 10, 30, 20];

    expect(median(samples)).toBe(25);
    expect(quantile(samples, 0)).toBe(10);
    expect(quantile(samples, 1)).toBe(40);
    expect(quantile(samples, 0.9)).toBeCloseTo(37);
  });

  it('has no quantile of nothing', () => {
    expect(quantile([], 0.5)).toBeNaN();
  });

  it('compares round by round, so that a disturbed round does not count as slow code', () => {
    const floor = [10, 10, 50];
    const samples = [20, 20, 100];

    expect(ratios(samples, floor)).toEqual([2, 2, 2]);
  });

  it('leaves out rounds that the floor lacks', () => {
    expect(ratios([20, 30], [10])).toEqual([2]);
  });

  it('lets everybody come first in turn', () => {
    const firsts = [0, 1, 2, 3].map((round) => rotated(['a', 'b', 'c'], round)[0]);

    expect(firsts).toEqual(['a', 'b', 'c', 'a']);
  });
});
