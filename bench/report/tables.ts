import type { BatchRuns } from '../batches.ts';
import type { Size } from '../bundles.ts';
import type { ColdStarts } from '../cold.ts';
import type { Contender, ContenderId } from '../contenders.ts';
import { median, medianInterval, quantile, ratios } from '../statistics.ts';
import type { StormResult } from '../storm/process.ts';
import type { WarmRuns } from '../warm.ts';
import { atMost, count, kilobytes, megabytes, milliseconds, NO_AIM, times, timesBetween } from './figures.ts';
import type { Table } from './table.ts';

/** The aims that the project set itself. */
const IGNORED_COLD_START = 1.25;
const TRIAGE_ENTRY_BYTES = 80 * 1024;
const LEDGER_OPERATIONS = 1.1;

type Titled = Pick<Contender, 'id' | 'title'>;

export function coldTable(all: readonly Titled[], found: ReadonlyMap<ContenderId, ColdStarts>): Table {
  const floor = found.get('empty');
  const rows = all.flatMap(({ id, title }) => {
    const starts = found.get(id);
    return starts && floor ? [coldRow(id, title, starts, floor)] : [];
  });
  return {
    title: 'Cold start, in milliseconds',
    head: ['', 'init p50', 'x empty', 'first p50', 'cold p50', 'p90', 'p99', 'x empty', 'CPU ms', 'aim', ''],
    rows,
    notes: [
      'init: from spawning the process to its first request for an event. first: the first invocation. cold: both, and so the CPU. In brackets: where the median lies with 95 % confidence.',
    ],
  };
}

function coldRow(
  id: ContenderId,
  title: string,
  { init, first, cold, cpu }: ColdStarts,
  floor: ColdStarts,
): string[] {
  const ratio = medianInterval(ratios(cold, floor.cold));
  return [
    title,
    milliseconds(median(init)),
    timesBetween(medianInterval(ratios(init, floor.init))),
    milliseconds(median(first)),
    ...[0.5, 0.9, 0.99].map((q) => milliseconds(quantile(cold, q))),
    timesBetween(ratio),
    milliseconds(median(cpu)),
    ...(id === 'ignored' ? atMost(IGNORED_COLD_START, ratio.median, times) : NO_AIM),
  ];
}

export function warmTable(all: readonly Titled[], found: ReadonlyMap<ContenderId, WarmRuns>): Table {
  const floor = found.get('empty')?.milliseconds ?? [];
  const rows = all.flatMap(({ id, title }) => {
    const runs = found.get(id);
    if (!runs) return [];
    const { milliseconds: samples, cpu, calls, peakMegabytes } = runs;
    const figures = [0.5, 0.9, 0.99].map((q) => milliseconds(quantile(samples, q)));
    const ratio = timesBetween(medianInterval(ratios(samples, floor)));
    return [[title, ...figures, ratio, milliseconds(cpu), count(calls), megabytes(peakMegabytes)]];
  });
  return {
    title: 'Warm invocation with one event, in milliseconds',
    head: ['', 'p50', 'p90', 'p99', 'x empty', 'CPU ms', 'AWS calls', 'peak MB'],
    rows,
    notes: [
      'The way over loopback and the local DynamoDB, which shares the cores, are included; so are the 20 ms that the durable SDK waits before a response goes to sleep.',
    ],
  };
}

export function batchTable(runs: readonly BatchRuns[]): Table {
  return {
    title: 'Events per second through one process',
    head: ['', 'batch', 'p50 ms', 'events/s', 'CPU ms per event', 'AWS calls per event'],
    rows: runs.map(({ title, size, milliseconds: samples, cpuPerEvent, callsPerEvent }) => [
      title,
      count(size),
      milliseconds(median(samples)),
      count(Math.round((size * 1000) / median(samples))),
      milliseconds(cpuPerEvent),
      count(callsPerEvent),
    ]),
  };
}

export function sizeTable(sizes: readonly Size[]): Table {
  return {
    title: 'Bundles, minified, in KB',
    head: ['', 'entry', 'at start', 'with lazy chunks', 'entry gzipped', 'all gzipped', 'aim for entry', ''],
    rows: sizes.map(({ name, entry, atStart, total, entryGzip, totalGzip }) => [
      name,
      ...[entry, atStart, total, entryGzip, totalGzip].map(kilobytes),
      ...(name === 'ecs-events' ? atMost(TRIAGE_ENTRY_BYTES, entry, kilobytes) : NO_AIM),
    ]),
  };
}

export function stormTable(storms: readonly StormResult[]): Table {
  return {
    title: `Storm: ${count(storms[0]?.stops ?? 0)} stops of ${count(storms[0]?.services ?? 0)} services`,
    head: ['', ...storms.map(({ batchSize }) => `batches of ${batchSize}`), 'aim', ''],
    rows: [
      row('seconds, local DynamoDB and fleet included', ({ seconds }) => Number(seconds.toFixed(1))),
      row(
        'ledger operations per event, triage',
        (one) => one.triageOperations / one.stops,
        LEDGER_OPERATIONS,
      ),
      row(
        'ledger operations per event, responses too',
        (one) => (one.triageOperations + one.respondOperations) / one.stops,
        LEDGER_OPERATIONS,
      ),
      row('events lost', ({ lost }) => lost, 0),
      row('incidents', ({ incidents }) => incidents, storms[0]?.services),
      row('messages in Slack', ({ messages }) => messages, storms[0]?.services),
      row('memory before, MB', ({ restingMegabytes }) => Math.round(restingMegabytes)),
      row('memory at most, MB', ({ peakMegabytes }) => Math.round(peakMegabytes)),
    ],
    notes: [
      'A message per service until the guardrail sees a failing fleet, then one for the fleet.',
      'Memory is the whole process: triage, all responses, the simulated fleet and the local DynamoDB with its data.',
    ],
  };

  function row(title: string, figure: (storm: StormResult) => number, limit?: number): string[] {
    const figures = storms.map(figure);
    const aim = limit === undefined ? NO_AIM : atMost(limit, Math.max(...figures));
    return [title, ...figures.map(count), ...aim];
  }
}
