import { createRandom } from '../fleet/random.ts';

/**
 * How much work there is at a moment (milliseconds since the epoch): 1 keeps one task fully busy. Pure: the same moment
 * always gives the same.
 */
export type Load = (moment: number) => number;

const SECOND = 1_000;
const DAY = 86_400 * SECOND;

/** A part of a load that goes from one level to another, and stays there. All moments are milliseconds since the epoch. */
export interface Change {
  readonly at: number;
  readonly to: number;
  /** How long the way takes: 0 is a step. */
  readonly seconds?: number;
}

/** A level, and what changes it, in order. */
export function changing(level: number, changes: readonly Change[]): Load {
  return (moment) => {
    let now = level;
    for (const { at, to, seconds = 0 } of changes) {
      if (moment < at) break;
      const share = seconds === 0 ? 1 : Math.min(1, (moment - at) / (seconds * SECOND));
      now += (to - now) * share;
    }
    return now;
  };
}

/** So much more for a while. */
export function spike(at: number, seconds: number, height: number): Load {
  return (moment) => (moment >= at && moment < at + seconds * SECOND ? height : 0);
}

/** A day's curve between its lowest and its highest, which it has at `peakAt`. */
export function daily(lowest: number, highest: number, peakAt: number): Load {
  const middle = (lowest + highest) / 2;
  return (moment) => middle + (highest - middle) * Math.cos(((moment - peakAt) / DAY) * 2 * Math.PI);
}

export function sum(...loads: readonly Load[]): Load {
  return (moment) => loads.reduce((total, load) => total + load(moment), 0);
}

/** A load that wavers by up to this share of itself, anew every `seconds` and smoothly in between. */
export function noisy(
  load: Load,
  share: number,
  seconds: number,
  ...seed: readonly (string | number)[]
): Load {
  const length = seconds * SECOND;
  const known = new Map<number, number>();
  const at = (index: number) => {
    const value = known.get(index) ?? createRandom(...seed, index).between(-share, share);
    known.set(index, value);
    return value;
  };
  return (moment) => {
    const index = Math.floor(moment / length);
    const part = moment / length - index;
    return Math.max(0, load(moment) * (1 + at(index) * (1 - part) + at(index + 1) * part));
  };
}
