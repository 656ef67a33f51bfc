/** Chance that repeats itself: the same seed gives the same draws. */
export interface Random {
  /** At least 0, below 1. */
  next(): number;
  /** At least `min`, below `max`. */
  between(min: number, max: number): number;
  chance(probability: number): boolean;
  /** So many lower-case hex digits. */
  hex(digits: number): string;
  /** So many decimal digits, the first of them not zero. */
  digits(count: number): string;
  uuid(): string;
}

/**
 * A stream of its own for every seed. Each task and service has one, so that what happens to one does not
 * change what the others draw.
 */
export function createRandom(...seed: readonly (string | number)[]): Random {
  const draw = sfc32(hash(seed.join('\u0000')));
  const next = () => draw() / 4_294_967_296;
  const hex = (count: number) => {
    let text = '';
    while (text.length < count) text += wordOf(draw());
    return text.slice(0, count);
  };
  const decimal = (count: number) =>
    Array.from({ length: count }, () => Math.floor(next() * 10).toString()).join('');
  const between = (min: number, max: number) => min + next() * (max - min);

  return {
    next,
    between,
    chance: (probability) => next() < probability,
    hex,
    digits: (count) => `${Math.floor(between(1, 10))}${decimal(count - 1)}`,
    uuid: () => {
      const text = hex(32);
      return `${text.slice(0, 8)}-${text.slice(8, 12)}-4${text.slice(13, 16)}-a${text.slice(17, 20)}-${text.slice(20)}`;
    },
  };
}

const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Eight hex digits of 32 bits. */
function wordOf(bits: number): string {
  return `${BYTES[bits >>> 24]}${BYTES[(bits >>> 16) & 255]}${BYTES[(bits >>> 8) & 255]}${BYTES[bits & 255]}`;
}

type State = readonly [number, number, number, number];

/** Four 32-bit numbers from a text: FNV-1a from four starting points. */
function hash(text: string): State {
  const one = (start: number) => {
    let value = start;
    for (let index = 0; index < text.length; index++) {
      value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
      value ^= value >>> 15;
    }
    return value >>> 0;
  };
  return [one(0x811c9dc5), one(0x9e3779b9), one(0x85ebca6b), one(0xc2b2ae35)];
}

/** Chris Doty-Humphrey's "small fast counting" generator, 32 bits at a time. */
function sfc32([a, b, c, d]: State): () => number {
  let [w, x, y, z] = [a, b, c, d];
  const draw = () => {
    const sum = (((w + x) | 0) + z) | 0;
    z = (z + 1) | 0;
    w = x ^ (x >>> 9);
    x = (y + (y << 3)) | 0;
    y = (((y << 21) | (y >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  // The first draws still resemble the seed.
  for (let warm = 0; warm < 12; warm++) draw();
  return draw;
}
