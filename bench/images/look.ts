import { REPOSITORY } from '../../prove/worlds/images.ts';
import { readImages } from '../../shared/aws/reads/images.ts';
import { createResponseClients } from '../../shared/aws/response-clients.ts';
import { savingsOf } from '../../shared/images/money.ts';
import { planRepository } from '../../shared/images/plan.ts';
import { LARGE_INPUT } from './repository.ts';

/** What one look at a repository took, and what it found. */
export interface Look {
  readonly images: number;
  readonly calls: Readonly<Record<string, number>>;
  /** Of CPU, by all threads: to load the client and read the images, and to plan. */
  readonly readMs: number;
  readonly planMs: number;
  /** The most that the process ever had, Node and the SDK included. */
  readonly peakMegabytes: number;
  readonly plan: Readonly<Record<string, unknown>>;
}

// In a process of its own, as one invocation makes it: nothing is warm. It prints a Look as one line of JSON.

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
const readMs = cpuMsSince(start);
const plan = planRepository({ ...LARGE_INPUT, images });
const planMs = cpuMsSince(start) - readMs;

const { archive, delete: gone, kept, keptBy } = plan;
const { deleted, dollarsPerMonth } = savingsOf(plan);
const found = { archive: archive.length, delete: gone.length, kept: kept.size, keptBy };
const look: Look = {
  ...{ images: plan.images, calls, readMs, planMs },
  peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  plan: { ...found, gib: deleted.gib, dollarsPerMonth },
};
console.log(JSON.stringify(look));

function cpuMsSince(moment: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(moment);
  return Math.round((user + system) / 1000);
}
