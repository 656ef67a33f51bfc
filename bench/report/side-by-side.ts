import type { Size } from '../bundles.ts';
import type { ColdStarts } from '../cold.ts';
import type { ContenderId } from '../contenders.ts';
import { medianInterval, ratios } from '../statistics.ts';
import type { WarmRuns } from '../warm.ts';
import { count, kilobytes, megabytes, times, timesBetween } from './figures.ts';
import type { Table } from './table.ts';

export interface Found {
  readonly cold: ReadonlyMap<ContenderId, ColdStarts>;
  readonly warm: ReadonlyMap<ContenderId, WarmRuns>;
  readonly sizes: readonly Size[];
}

type Pair = readonly [ours: ContenderId, theirs: ContenderId];

const PAIRS: readonly Pair[] = [
  ['ignored', 'powertools-ignored'],
  ['counted', 'powertools-counted'],
  ['opened', 'powertools-opened'],
  ['counted-in-moto', 'custodian'],
];
const NAMES: Partial<Record<ContenderId, string>> = {
  'powertools-ignored': 'middy + Powertools, ignored event',
  'powertools-counted': 'middy + Powertools, counted failure',
  'powertools-opened': 'middy + Powertools, opens an incident',
  custodian: 'Cloud Custodian, one service read, beside a counted failure, both from moto',
};

/** How many times as much the others take as Watchkeeper does: above 1 they take more. */
export function sideBySideTable(found: Found): Table {
  const pairs = PAIRS.filter(([, theirs]) => found.cold.has(theirs));
  return {
    title: 'Side by side: how many times as much as Watchkeeper',
    head: ['', 'init', 'cold start', 'CPU of it', 'warm', 'CPU of it', 'peak MB', 'AWS calls'],
    rows: pairs.map((pair) => [NAMES[pair[1]] ?? pair[1], ...figures(pair, found)]),
    notes: [
      'The middy + Powertools build does what triage does for one event the way their documentation shows it (`bench/handlers/powertools.ts`); Cloud Custodian is as it comes from PyPI, with the policy in `bench/custodian/index.ts`; in its row both talk to one moto, which takes most of a warm event.',
      bundleWords(found.sizes),
    ],
  };
}

function figures([ours, theirs]: Pair, { cold, warm }: Found): readonly string[] {
  const [a, b] = [cold.get(ours), cold.get(theirs)];
  const [x, y] = [warm.get(ours), warm.get(theirs)];
  if (!a || !b || !x || !y) return [];
  const between = (one: readonly number[], other: readonly number[]) =>
    timesBetween(medianInterval(ratios(other, one)));
  return [
    between(a.init, b.init),
    between(a.cold, b.cold),
    between(a.cpu, b.cpu),
    between(x.milliseconds, y.milliseconds),
    times(y.cpu / x.cpu),
    `${megabytes(y.peakMegabytes)} : ${megabytes(x.peakMegabytes)}`,
    `${count(y.calls)} : ${count(x.calls)}`,
  ];
}

function bundleWords(sizes: readonly Size[]): string {
  const atStart = (name: string) => sizes.find((size) => size.name === name)?.atStart ?? Number.NaN;
  const [ours, theirs] = [atStart('ecs-events'), atStart('powertools')];
  return `Code read at start: ${kilobytes(ours)} KB, and ${kilobytes(theirs)} KB of the middy + Powertools build (${times(theirs / ours)}).`;
}
