const DAY_MS = 24 * 60 * 60 * 1000;

/** Whether less than so many days passed between a time in ISO 8601 and `now` in ms. An unreadable time is never recent. */
export function withinDays(time: string | undefined, days: number, now: number): boolean {
  return time !== undefined && now - Date.parse(time) < days * DAY_MS;
}

/** Whether at least so many days have passed. An unreadable time proves nothing. */
export function daysPassed(time: string | undefined, days: number, now: number): boolean {
  return time !== undefined && now - Date.parse(time) >= days * DAY_MS;
}

export function isTime(time: string): boolean {
  return !Number.isNaN(Date.parse(time));
}
