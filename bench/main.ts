import { writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { baselineOf, writeBaseline } from './baseline.ts';
import { type Amount, type Measured, measureAll } from './measure.ts';
import { actedTable, callList, callTable } from './report/calls.ts';
import { coldChart } from './report/chart.ts';
import { type Machine, page } from './report/page.ts';
import { sideBySideTable } from './report/side-by-side.ts';
import { type Table, textTable } from './report/table.ts';
import { batchTable, coldTable, sizeTable, stormTable, warmTable } from './report/tables.ts';
import { ledgerUnits } from './scale/ledger-units.ts';
import { scalePage } from './scale/page.ts';

const FULL: Amount = { starts: 30, warm: 1000, batches: 20, stops: 10_000 };
const QUICK: Amount = { starts: 4, warm: 50, batches: 3, stops: 1_000 };
const PAGE = 'docs/performance.md';
const CHART = 'docs/performance.svg';
const SCALE = 'docs/scale.md';

type Part = Table | string;

/** Measure everything, say it, and write it down. A slow machine is no failure. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
  const machine = thisMachine();
  const measured = await measureAll(values.quick ? QUICK : FULL);
  const parts = partsOf(measured);
  console.log(parts.map((part) => (typeof part === 'string' ? part : textTable(part))).join('\n\n'));
  if (values.quick) return;
  await writeFile(PAGE, page(machine, parts));
  await writeFile(CHART, coldChart(measured.all, measured.cold));
  await writeFile(SCALE, scalePage(measured, await ledgerUnits()));
  await writeBaseline(baselineOf(measured));
  console.log(`\nWritten: ${PAGE}, ${CHART}, ${SCALE} and the baseline of npm run bench:check.`);
}

function partsOf({ all, cold, warm, batches, sizes, acted, storms }: Measured): readonly Part[] {
  return [
    sideBySideTable({ cold, warm, sizes }),
    coldTable(all, cold),
    warmTable(all, warm),
    batchTable(batches),
    sizeTable(sizes),
    callTable(warm),
    actedTable(acted),
    ...acted.map(callList),
    stormTable(storms),
  ];
}

function thisMachine(): Machine {
  return {
    node: process.version,
    architecture: process.arch,
    cores: availableParallelism(),
    load: loadavg()[0] ?? 0,
    date: new Date().toISOString().slice(0, 10),
  };
}

await main();
