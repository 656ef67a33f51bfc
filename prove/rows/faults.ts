import { live, type Morning } from '../faults/cell.ts';
import { type Calm, judge, requestsOf, usualRequests } from '../faults/judge.ts';
import { liveCalmly, matrix, type Placed, unreached } from '../faults/matrix.ts';
import type { Row } from '../row.ts';

/** Mornings that are lived at the same time: most of each is waiting for the SDK's pauses. */
const AT_ONCE = 12;

export const faults: Row = {
  id: 'R8',
  promise: 'a call to AWS that fails, in whatever way and wherever, hangs, repeats and hides nothing',
  tried: 'each fault at each call site, once and for 12 minutes, on the SDK clients as they are deployed',
  runs: { few: 2, quick: 40, many: 10_000 },

  async prove(seed, runs) {
    const calm = await liveCalmly();
    const all = matrix(calm);
    const cells = chosen(all, seed, runs);
    const missing = unreached(calm).map((name) => `no morning reaches ${name}, so no fault was tried there`);
    const violations: string[] = [...missing];
    const seen: Seen = { idle: 0, most: 0, wait: 0 };
    const takeTurns = async () => {
      for (let placed = cells.shift(); placed !== undefined; placed = cells.shift()) {
        const morning = await live(placed.remedy, placed.cell);
        note(seen, morning, calm[placed.remedy]);
        violations.push(...judge(placed.cell, morning, calm[placed.remedy]));
      }
    };
    const count = cells.length;
    await Promise.all(Array.from({ length: AT_ONCE }, takeTurns));
    return { count, of: `of ${all.length} cells`, violations, note: noteOf(seen, all) };
  },
};

/** All of them, or every n-th from where the seed points. */
function chosen(all: readonly Placed[], seed: number, runs: number): Placed[] {
  const step = Math.max(1, Math.ceil(all.length / runs));
  return all.filter((_, index) => index % step === seed % step);
}

interface Seen {
  idle: number;
  most: number;
  wait: number;
}

function note(seen: Seen, morning: Morning, calm: Calm): void {
  if (morning.struck === 0) seen.idle += 1;
  seen.most = Math.max(seen.most, requestsOf(morning.sites) / usualRequests(calm));
  seen.wait = Math.max(seen.wait, morning.longestWait / 1000);
}

function noteOf({ idle, most, wait }: Seen, all: readonly Placed[]): string {
  const sites = new Set(all.map(({ cell }) => cell.site)).size;
  const kinds = new Set(all.map(({ cell }) => cell.fault.name)).size;
  return `${sites} call sites, ${kinds} faults; ${idle} cells had no request to strike; at most ${most.toFixed(1)} times the requests of a calm morning, and ${wait} s waited in vain in one go`;
}
