import { fork } from 'node:child_process';
import { once } from 'node:events';
import { REPOSITORY } from '../../prove/worlds/images.ts';
import { readImages } from '../../shared/aws/reads/images.ts';
import { createResponseClients } from '../../shared/aws/response-clients.ts';
import { savingsOf } from '../../shared/images/money.ts';
import { planRepository } from '../../shared/images/plan.ts';
import { LARGE_INPUT } from './repository.ts';

const IMAGES = 100_000;
const MEGABYTE = 1024 ** 2;
/** What it may take; `npm run bench:images` gives it no more heap than that leaves. */
const MOST = { calls: 101, cpuMs: 2_000, megabytes: 200 };

const registry = fork(new URL('registry.ts', import.meta.url), [String(IMAGES)], { execArgv: [] });
const [endpoint] = await once(registry, 'message');
process.env.AWS_ENDPOINT_URL_ECR = endpoint;

/** One look at a repository in a process of its own, as one invocation makes it: nothing is warm. */
const calls: Record<string, number> = {};
const clients = createResponseClients({
  region: 'eu-west-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  intercept: (client) =>
    client.middlewareStack.add(
      (next, { commandName = '' }) =>
        (call) => {
          calls[commandName] = (calls[commandName] ?? 0) + 1;
          return next(call);
        },
      { step: 'initialize', name: 'count' },
    ),
});

const start = process.cpuUsage();
const images = await readImages(await clients.ecr(), REPOSITORY.name);
const read = cpuMsSince(start);
const plan = planRepository({ ...LARGE_INPUT, images });
const cpuMs = cpuMsSince(start);
const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
registry.kill();

const { deleted, dollarsPerMonth } = savingsOf(plan);
console.log(
  `${plan.images} images read in ${read} ms of CPU and planned in ${cpuMs - read} ms, on ${process.version}`,
);
console.log(`Calls: ${JSON.stringify(calls)}`);
console.log(
  `Memory: ${megabytes} MB at the peak, the process and the SDK included; heap ${Math.round(process.memoryUsage().heapUsed / MEGABYTE)} MB`,
);
console.log(`${plan.archive.length} to archive, ${plan.delete.length} to delete, ${plan.kept.size} kept`);
console.log(`${deleted.gib.toFixed(1)} GiB freed, ${dollarsPerMonth.toFixed(2)} USD a month`);
console.log(plan.keptBy);
const kept =
  (calls.DescribeImagesCommand ?? 0) <= MOST.calls && cpuMs <= MOST.cpuMs && megabytes <= MOST.megabytes;
console.log(kept ? 'Within its bounds.' : `Over its bounds: ${JSON.stringify(MOST)}`);
process.exitCode = kept ? 0 : 1;

function cpuMsSince(moment: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(moment);
  return Math.round((user + system) / 1000);
}
