import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Finding, Row, Runs } from './row.ts';

/** A row that was put to the proof. */
export interface Proven {
  readonly row: Row;
  readonly finding: Finding;
  readonly seconds: number;
}

export interface Wanted {
  readonly seed: number;
  readonly size: keyof Runs;
}

/** Prove all rows, one per core at a time, and tell of each as it ends. */
export async function proveAll(
  rows: readonly Row[],
  wanted: Wanted,
  tell: (proven: Proven) => void,
): Promise<readonly Proven[]> {
  const waiting = [...rows];
  const proven: Proven[] = [];
  const takeTurns = async () => {
    for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) {
      const one = await inWorker(row, wanted);
      proven.push(one);
      tell(one);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, takeTurns));
  return rows.flatMap((row) => proven.find((one) => one.row === row) ?? []);
}

/** In a thread of its own. One that dies is a violation, like one that finds something. */
function inWorker(row: Row, { seed, size }: Wanted): Promise<Proven> {
  const start = performance.now();
  const worker = new Worker(new URL('worker.ts', import.meta.url), {
    workerData: { id: row.id, seed, runs: row.runs[size] },
  });
  return new Promise((resolve) => {
    const end = (finding: Finding) => resolve({ row, finding, seconds: (performance.now() - start) / 1000 });
    const died = (why: string) =>
      end({ count: 0, of: 'runs', violations: [`the proof itself failed: ${why}`] });
    worker.once('message', end);
    worker.once('error', (error) =>
      died(error instanceof Error ? (error.stack ?? error.message) : String(error)),
    );
    worker.once('exit', () => died('it ended without an answer'));
  });
}
