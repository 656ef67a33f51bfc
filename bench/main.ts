import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { actedIncidents } from './acted/index.ts';
import { openAws } from './aws.ts';
import { batchRuns } from './batches.ts';
import { buildBundles } from './bundles.ts';
import { coldStarts } from './cold.ts';
import { type Contender, type ContenderId, contenders } from './contenders.ts';
import { openCustodian } from './custodian/index.ts';
import { actedTable, callList, callTable } from './report/calls.ts';
import { type Machine, page } from './report/page.ts';
import { type Table, textTable } from './report/table.ts';
import { batchTable, coldTable, sizeTable, stormTable, warmTable } from './report/tables.ts';
import { runStorm } from './storm/index.ts';
import { warmRuns } from './warm.ts';

interface Amount {
  readonly starts: number;
  readonly warm: number;
  readonly batches: number;
  readonly stops: number;
}

const FULL: Amount = { starts: 20, warm: 600, batches: 20, stops: 10_000 };
const QUICK: Amount = { starts: 4, warm: 50, batches: 3, stops: 1_000 };
const SERVICES = 200;
const PAGE = 'docs/performance.md';

type Part = Table | string;

/** Measure everything, say it, and write it down. A slow machine is no failure. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
  const machine = thisMachine();
  const parts = await measure(values.quick ? QUICK : FULL);
  console.log(parts.map((part) => (typeof part === 'string' ? part : textTable(part))).join('\n\n'));
  if (values.quick) return;
  await writeFile(PAGE, page(machine, parts));
  console.log(`\nWritten to ${PAGE}.`);
}

async function measure(amount: Amount): Promise<readonly Part[]> {
  const folder = await mkdtemp(join(tmpdir(), 'watchkeeper-bench-'));
  const built = await buildBundles(folder);
  const aws = await openAws();
  try {
    const custodian = await openCustodian(aws, join(folder, 'custodian'));
    if (typeof custodian === 'string') console.log(custodian);
    const all = [...contenders(built, aws), ...(typeof custodian === 'string' ? [] : custodian)];
    const cold = await coldStarts(all, amount.starts);
    const warm = await warmRuns(all, aws, amount.warm);
    const batches = await batchRuns(one(all, 'counted'), aws, amount.batches);
    const acted = await actedIncidents();
    const storms = [];
    for (const size of [10, 100]) storms.push(await runStorm(size, amount.stops, SERVICES));
    return [
      coldTable(all, cold),
      warmTable(all, warm),
      batchTable(batches),
      sizeTable(built.sizes),
      callTable(warm),
      actedTable(acted),
      ...acted.map(callList),
      stormTable(storms),
    ];
  } finally {
    await aws.close();
    await rm(folder, { recursive: true });
  }
}

function one(all: readonly Contender[], id: ContenderId): Contender {
  const found = all.find((contender) => contender.id === id);
  if (found === undefined) throw new Error(`nothing to measure is called "${id}"`);
  return found;
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
