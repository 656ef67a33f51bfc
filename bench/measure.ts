import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Acted, actedIncidents } from './acted/index.ts';
import { FAR_MS, type LocalAws, openAws } from './aws.ts';
import { type BatchRuns, batchRuns } from './batches.ts';
import { type Built, buildBundles, type Size } from './bundles.ts';
import { type ColdStarts, coldStarts } from './cold.ts';
import { type Contender, type ContenderId, contender, contenders } from './contenders.ts';
import { openMotoSide } from './moto/index.ts';
import { runStorm } from './storm/index.ts';
import type { StormResult } from './storm/process.ts';
import { type WarmRuns, warmRuns } from './warm.ts';

export interface Amount {
  readonly starts: number;
  readonly warm: number;
  readonly batches: number;
  readonly stops: number;
}

export interface Starts {
  readonly all: readonly Contender[];
  readonly cold: ReadonlyMap<ContenderId, ColdStarts>;
  readonly warm: ReadonlyMap<ContenderId, WarmRuns>;
}

export interface Measured extends Starts {
  readonly batches: readonly BatchRuns[];
  readonly acted: readonly Acted[];
  readonly storms: readonly StormResult[];
  readonly sizes: readonly Size[];
}

const SERVICES = 200;

/** Everything, in one run. */
export function measureAll(amount: Amount): Promise<Measured> {
  return withBundles(async (built, aws, folder) => {
    const starts = await measureAllStarts(built, aws, folder, amount);
    const batches = await measureBatches(built, aws, amount.batches);
    const acted = await actedIncidents();
    const storms = [];
    for (const size of [10, 100]) storms.push(await runStorm(size, amount.stops, SERVICES));
    return { ...starts, batches, acted, storms, sizes: built.sizes };
  });
}

async function measureAllStarts(
  built: Built,
  aws: LocalAws,
  folder: string,
  amount: Amount,
): Promise<Starts> {
  const moto = await openMotoSide(built, aws, join(folder, 'custodian'));
  try {
    return await measureStarts([...contenders(built, aws), ...moto.contenders], aws, amount);
  } finally {
    await moto.close();
  }
}

async function measureBatches(built: Built, aws: LocalAws, rounds: number): Promise<readonly BatchRuns[]> {
  const near = contender(contenders(built, aws), 'counted');
  const far = contender(contenders(built, { ...aws, env: aws.farEnv }), 'counted');
  return [
    ...(await batchRuns(near, aws, rounds)),
    ...(await batchRuns(far, aws, rounds, `, DynamoDB ${FAR_MS} ms away`)),
  ];
}

/** Only these contenders, and only their starts and warm invocations. */
export function measureOnly(ids: readonly ContenderId[], amount: Amount): Promise<Starts> {
  return withBundles((built, aws) => {
    const some = contenders(built, aws).filter(({ id }) => ids.includes(id));
    return measureStarts(some, aws, amount);
  });
}

async function measureStarts(all: readonly Contender[], aws: LocalAws, amount: Amount): Promise<Starts> {
  const cold = await coldStarts(all, amount.starts);
  const warm = await warmRuns(all, aws, amount.warm);
  return { all, cold, warm };
}

async function withBundles<Result>(
  measure: (built: Built, aws: LocalAws, folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'watchkeeper-bench-'));
  const aws = await openAws();
  try {
    return await measure(await buildBundles(folder), aws, folder);
  } finally {
    await aws.close();
    await rm(folder, { recursive: true });
  }
}
