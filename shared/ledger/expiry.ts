export const DAY_SECONDS = 86_400;

/** DynamoDB's TTL counts in seconds since the epoch. */
export function expiry(now: number, days: number): number {
  return Math.floor(now / 1000) + days * DAY_SECONDS;
}
