import { savingsOf } from '../../shared/images/money.ts';
import { planRepository } from '../../shared/images/plan.ts';
import { largeRepository } from './repository.ts';

const IMAGES = 100_000;
const MEGABYTE = 1024 ** 2;

/** One plan in a process of its own, as one invocation makes it: nothing is warm. */
const input = largeRepository(IMAGES);
const before = process.memoryUsage.rss();
const start = process.cpuUsage();
const plan = planRepository(input);
const { user, system } = process.cpuUsage(start);
const peak = process.resourceUsage().maxRSS / 1024;

const cpuMs = Math.round((user + system) / 1000);
const { deleted, dollarsPerMonth } = savingsOf(plan);
console.log(`${plan.images} images planned in ${cpuMs} ms of CPU, on ${process.version}`);
console.log(
  `Memory: ${Math.round(before / MEGABYTE)} MB with the images read, ${Math.round(peak)} MB at the peak`,
);
console.log(`${plan.archive.length} to archive, ${plan.delete.length} to delete, ${plan.kept.size} kept`);
console.log(`${deleted.gib.toFixed(1)} GiB freed, ${dollarsPerMonth.toFixed(2)} USD a month`);
console.log(plan.keptBy);
