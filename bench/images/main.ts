import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundle } from '../../scripts/bundle.ts';
import { entryFrom } from '../bundles.ts';
import type { Look } from './look.ts';

const IMAGES = 100_000;
/** What a look may take, in a function of so many MB: Lambda ends one that takes more. */
const MOST = { calls: 101, cpuMs: 2_000, megabytes: 200 };
/** The memorySize of the deployed function, where V8 takes more because there is more. */
const DEPLOYED_MEGABYTES = 1024;

/**
 * Measures the shipping code as Lambda runs it: bundled like the functions, in a fresh process, with the heap that
 * Lambda gives to Node, against an ECR that is reached over HTTP.
 */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'watchkeeper-images-'));
  await bundle('look', folder, [entryFrom('bench/images/look.ts')]);
  const registry = fork(new URL('registry.ts', import.meta.url), [String(IMAGES)], { execArgv: [] });
  const [endpoint] = await once(registry, 'message');

  const least = await lookIn(MOST.megabytes, join(folder, 'look/index.mjs'), endpoint);
  tell(MOST.megabytes, least);
  tell(DEPLOYED_MEGABYTES, await lookIn(DEPLOYED_MEGABYTES, join(folder, 'look/index.mjs'), endpoint));
  registry.kill();
  await rm(folder, { recursive: true });

  console.log(least.plan);
  const isWithin = isWithinBounds(least);
  console.log(isWithin ? 'Within its bounds.' : `Over its bounds: ${JSON.stringify(MOST)}`);
  process.exitCode = isWithin ? 0 : 1;
}

async function lookIn(megabytes: number, file: string, endpoint: string): Promise<Look> {
  const env = { ...process.env, AWS_ENDPOINT_URL_ECR: endpoint };
  const { stdout } = await promisify(execFile)(process.execPath, [...heapOf(megabytes), file], { env });
  return JSON.parse(stdout);
}

/** As /var/runtime/bootstrap of Lambda's images for Node.js starts it: a tenth of the memory is for new objects. */
function heapOf(megabytes: number): readonly string[] {
  const young = Math.floor(megabytes / 10);
  return [`--max-semi-space-size=${Math.floor(young / 2)}`, `--max-old-space-size=${megabytes - young}`];
}

function tell(megabytes: number, { images, calls, readMs, planMs, peakMegabytes }: Look): void {
  console.log(`In a function of ${megabytes} MB, on Node ${process.version}:`);
  console.log(`  ${images} images read in ${readMs} ms of CPU and planned in ${planMs} ms`);
  console.log(`  ${peakMegabytes} MB of memory at the peak, Node and the SDK included`);
  console.log(`  ${JSON.stringify(calls)}`);
}

function isWithinBounds({ calls, readMs, planMs, peakMegabytes }: Look): boolean {
  const describes = calls.DescribeImagesCommand ?? 0;
  return describes <= MOST.calls && readMs + planMs <= MOST.cpuMs && peakMegabytes <= MOST.megabytes;
}

await main();
