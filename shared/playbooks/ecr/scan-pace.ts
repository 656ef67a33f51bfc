const MINUTE = 60;
const HOUR = 60 * MINUTE;

/**
 * Seconds until the services are looked at again: soon at first, then less often, so that a week is some thirty
 * looks. `age` of the incident in milliseconds.
 */
export function pauseSeconds(age: number): number {
  const minutes = Math.round(age / 1000 / 3 / MINUTE);
  return Math.min(12 * HOUR, Math.max(5 * MINUTE, minutes * MINUTE));
}
