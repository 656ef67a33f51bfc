/** Rounded up, but for what floating point adds: 3 x 80 / 60 is a little over 4. */
export function whole(load: number): number {
  return Math.ceil(load - 1e-9);
}

/** A number for people: 91.2, 0.057, 1200. */
export function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
