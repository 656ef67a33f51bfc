/** The value below which the share `q` (0 to 1) of the samples lies, linear between two; NaN for none. */
export function quantile(samples: readonly number[], q: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const position = (sorted.length - 1) * q;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
}

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}

/**
 * How many times as long as the floor, round by round: what disturbs a round disturbs both, so the ratio of a
 * pair says more than the ratio of two medians. Needs both in the same order.
 */
export function ratios(samples: readonly number[], floor: readonly number[]): readonly number[] {
  return samples.flatMap((sample, round) => {
    const base = floor[round];
    return base === undefined || base === 0 ? [] : [sample / base];
  });
}

/** The list begun at another place each round, so that nobody always comes first. */
export function rotated<Item>(items: readonly Item[], round: number): readonly Item[] {
  const start = items.length === 0 ? 0 : round % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}

/** A median, and between what it lies with 95 % confidence. */
export interface Interval {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/**
 * The interval that the order of the samples alone gives, whatever they are spread like.
 * https://www.itl.nist.gov/div898/software/dataplot/refman1/auxillar/mediancl.htm
 */
export function medianInterval(samples: readonly number[]): Interval {
  const reach = 0.98 / Math.sqrt(samples.length);
  const at = (q: number) => quantile(samples, Math.min(1, Math.max(0, q)));
  return { low: at(0.5 - reach), median: median(samples), high: at(0.5 + reach) };
}
