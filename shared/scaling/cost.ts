import { matchesName } from '../domain/pattern.ts';

/** What one task or instance costs in an hour: as people know it, since no API tells. */
export interface Price {
  /** `service/<cluster>/<name>` and others, with `*`. */
  readonly target: string;
  readonly perHour: number;
  readonly currency: string;
}

/** "$0.20 to $0.30 an hour" in the price's currency; undefined where no price is given. */
export function costSentence(
  target: string,
  from: number,
  to: number,
  prices: readonly Price[],
): string | undefined {
  const price = prices.find((one) => matchesName(one.target, target));
  if (price === undefined) return undefined;
  const amount = (count: number) => `${(count * price.perHour).toFixed(2)} ${price.currency}`;
  return `about ${amount(from)} to ${amount(to)} an hour`;
}
