import { createRandom } from '../../local/fleet/random.ts';
import { changing, daily, type Load, noisy, spike, sum } from '../../local/load/shapes.ts';
import { STEP } from './plant.ts';

/** A kind of load, of which every seed has one of its own. */
export interface LoadKind {
  readonly id: string;
  readonly title: string;
  readonly hours: number;
  readonly make: (seed: number) => SeededLoad;
}

export interface SeededLoad {
  /** Without its noise: what a person would call the load. */
  readonly clean: Load;
  readonly noisy: Load;
  /** Moments of its steps, in milliseconds. */
  readonly steps?: readonly { readonly at: number; readonly up: boolean }[];
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export const LOADS: readonly LoadKind[] = [
  { id: 'steps', title: 'Steps of +50 to +150 % and back, 5 % noise', hours: 8, make: steps },
  { id: 'ramps', title: 'Ramps over 20 to 60 minutes, 5 % noise', hours: 8, make: ramps },
  { id: 'spikes', title: 'Spikes of 2 to 8 minutes, 5 % noise', hours: 8, make: spikes },
  { id: 'noise', title: 'A level with 20 % noise', hours: 8, make: noise },
  { id: 'day', title: 'A day from low to high and back, 8 % noise', hours: 24, make: day },
];

/** What arrives in a queue, as the tasks that it keeps busy. */
export const QUEUE_LOADS: readonly LoadKind[] = [
  { id: 'queue-steps', title: 'A queue: steps of +50 to +150 % and back, 5 % noise', hours: 8, make: steps },
  { id: 'queue-day', title: 'A queue: a day from low to high and back, 8 % noise', hours: 24, make: day },
];

/** The load at each step of its hours. */
export function sampled(load: Load, hours: number): Float64Array {
  return Float64Array.from({ length: (hours * 3_600) / STEP }, (_, step) => load(step * STEP * 1_000));
}

/** Up and down again, an hour or two apart. */
function steps(seed: number): SeededLoad {
  const random = createRandom('steps', seed);
  const level = random.between(3, 9);
  const turns = [0, 1, 2].flatMap((turn) => {
    const at = (turn * 2.5 + random.between(0.4, 0.7)) * HOUR;
    const high = level * random.between(1.5, 2.5);
    return [
      { at, to: high, up: true },
      { at: at + random.between(1, 1.3) * HOUR, to: level, up: false },
    ];
  });
  const clean = changing(level, turns);
  return { clean, noisy: noisy(clean, 0.05, 60, 'noise', seed), steps: turns };
}

function ramps(seed: number): SeededLoad {
  const random = createRandom('ramps', seed);
  const level = random.between(3, 9);
  const turns = [0, 1].flatMap((turn) => {
    const at = (turn * 4 + random.between(0.3, 0.7)) * HOUR;
    const seconds = () => random.between(20, 60) * 60;
    return [
      { at, to: level * random.between(2, 3), seconds: seconds() },
      { at: at + 2 * HOUR, to: level, seconds: seconds() },
    ];
  });
  const clean = changing(level, turns);
  return { clean, noisy: noisy(clean, 0.05, 60, 'noise', seed) };
}

function spikes(seed: number): SeededLoad {
  const random = createRandom('spikes', seed);
  const level = random.between(4, 10);
  const peaks = [0, 1, 2, 3, 4].map((turn) =>
    spike(
      (turn * 1.5 + random.between(0.4, 0.9)) * HOUR,
      random.between(2, 8) * 60,
      level * random.between(0.5, 1.5),
    ),
  );
  const clean = sum(changing(level, []), ...peaks);
  return { clean, noisy: noisy(clean, 0.05, 60, 'noise', seed) };
}

function noise(seed: number): SeededLoad {
  const clean = changing(createRandom('level', seed).between(4, 12), []);
  return { clean, noisy: noisy(clean, 0.2, 60, 'noise', seed) };
}

function day(seed: number): SeededLoad {
  const random = createRandom('day', seed);
  const lowest = random.between(2, 4);
  const clean = daily(lowest, lowest * random.between(3, 5), random.between(10, 16) * HOUR);
  return { clean, noisy: noisy(clean, 0.08, 60, 'noise', seed) };
}
