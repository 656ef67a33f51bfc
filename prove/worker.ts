import { parentPort, workerData } from 'node:worker_threads';
import { ROWS } from './rows/index.ts';

interface Order {
  readonly id: string;
  readonly seed: number;
  readonly runs: number;
}

const { id, seed, runs }: Order = workerData;
const row = ROWS.find((one) => one.id === id);
if (!row) throw new Error(`there is no row ${id} in prove/rows/index.ts`);
parentPort?.postMessage(await row.prove(seed, runs));
