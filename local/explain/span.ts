/** Seconds as people say them: `45 s`, `10 min`, `90 min`. */
export function span(seconds: number): string {
  return seconds >= 60 && seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}
