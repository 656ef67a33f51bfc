import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { StormResult } from './process.ts';

const PROCESS = fileURLToPath(new URL('./process.ts', import.meta.url));

/** One storm in a process of its own, so that its memory is its own. */
export async function runStorm(batchSize: number, stops: number, services: number): Promise<StormResult> {
  const args = [PROCESS, ...[batchSize, stops, services].map(String)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout);
}
