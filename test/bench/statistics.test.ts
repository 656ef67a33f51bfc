import { describe, expect, it } from 'vitest';
import { median, medianInterval, quantile, ratios, rotated } from '../../bench/statistics.ts';

describe('bench/statistics', () => {
  it('finds quantiles between two samples, whatever their order', () => {
    const samples = [40, 10, 30, 20];

    expect(median(samples)).toBe(25);
    expect(quantile(samples, 0)).toBe(10);
    expect(quantile(samples, 1)).toBe(40);
    expect(quantile(samples, 0.9)).toBeCloseTo(37);
  });

  it('says between what a median lies, closer the more samples there are', () => {
    const samples = (count: number) => Array.from({ length: count }, (_, index) => index % 101);

    const [few, many] = [medianInterval(samples(25)), medianInterval(samples(10_100))];

    expect(many.median).toBe(50);
    expect(many.low).toBeGreaterThan(48);
    expect(many.high).toBeLessThan(52);
    expect((few.high - few.low) / few.median).toBeGreaterThan(0.5);
    expect(medianInterval([7])).toEqual({ low: 7, median: 7, high: 7 });
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
