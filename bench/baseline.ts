import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { ContenderId } from './contenders.ts';
import type { Starts } from './measure.ts';
import { type Interval, medianInterval, ratios } from './statistics.ts';

/** The doors with the events that they are held to. */
export const GUARDED: readonly ContenderId[] = [
  'ignored',
  'duplicate',
  'counted',
  'opened',
  'finding',
  'alarm',
  'respond',
  'slack',
];
const FLOOR = 'empty';
/** The durable SDK waits 20 ms before a response sleeps: as a ratio that says how fast the machine is, not the code. */
const WAITS: ContenderId = 'respond';
const FILE = 'bench/baseline.json';
/** So much slower is a regression. */
const TOLERANCE = 1.1;

/** What is compared of each, as so many times the empty handler of the same run: "counted, cold start" -> 2.71. */
export type Baseline = Readonly<Record<string, number>>;
const Baseline = z.record(z.string(), z.number());

export interface Comparison {
  readonly figure: string;
  readonly contender: ContenderId;
  readonly before: number | undefined;
  readonly now: Interval;
  readonly slower: boolean;
}

export function baselineOf(starts: Pick<Starts, 'cold' | 'warm'>): Baseline {
  return Object.fromEntries(
    figuresOf(starts).map(({ figure, now }) => [figure, Number(now.median.toFixed(3))]),
  );
}

/** Slower only when even the low end of what the median may be lies more than 10 % above the baseline. */
export function compare(starts: Pick<Starts, 'cold' | 'warm'>, baseline: Baseline): readonly Comparison[] {
  return figuresOf(starts).map((one) => {
    const before = baseline[one.figure];
    return { ...one, before, slower: before !== undefined && one.now.low > before * TOLERANCE };
  });
}

function figuresOf({ cold, warm }: Pick<Starts, 'cold' | 'warm'>) {
  const [coldFloor, warmFloor] = [cold.get(FLOOR), warm.get(FLOOR)];
  if (!coldFloor || !warmFloor)
    throw new Error('the empty handler was not measured: nothing to compare with');
  return GUARDED.flatMap((contender) => {
    const [starts, runs] = [cold.get(contender), warm.get(contender)];
    if (!starts || !runs) return [];
    const figure = (name: string, samples: readonly number[], floor: readonly number[]) => ({
      figure: `${contender}, ${name}`,
      contender,
      now: medianInterval(ratios(samples, floor)),
    });
    const started = [
      figure('cold start', starts.cold, coldFloor.cold),
      figure('CPU of the cold start', starts.cpu, coldFloor.cpu),
    ];
    return contender === WAITS
      ? started
      : [...started, figure('warm', runs.milliseconds, warmFloor.milliseconds)];
  });
}

export async function readBaseline(): Promise<Baseline> {
  return Baseline.parse(JSON.parse(await readFile(FILE, 'utf8')));
}

export async function writeBaseline(baseline: Baseline): Promise<void> {
  await writeFile(FILE, `${JSON.stringify(baseline, null, 2)}\n`);
}
