const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Days between a time in ISO 8601 and `now` in ms. What never happened is infinitely long ago; an unreadable time is
 * NaN, which is neither recent nor long ago.
 */
export function daysSince(time: string | undefined, now: number): number {
  return time === undefined ? Number.POSITIVE_INFINITY : (now - Date.parse(time)) / DAY_MS;
}
