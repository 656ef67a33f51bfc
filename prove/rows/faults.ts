import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Order, Shown } from '../faults/share.ts';
import type { Row } from '../row.ts';

export const faults: Row = {
  id: 'R8',
  promise: 'a call to AWS that fails, in whatever way and wherever, hangs, repeats and hides nothing',
  tried: 'each fault at each call site, once and for 12 minutes, on the SDK clients as they are deployed',
  runs: { few: 2, quick: 40, many: 100_000 },

  async prove(seed, runs) {
    const of = availableParallelism();
    const orders = Array.from({ length: of }, (_, share) => ({ seed, runs, share, of }));
    const shown = await Promise.all(orders.map(inThread));
    const count = shown.reduce((sum, { lived }) => sum + lived, 0);
    const violations = shown.flatMap((one) => one.violations);
    return { count, of: `of ${shown[0]?.cells} cells`, violations, note: noteOf(shown) };
  },
};

/** Cells do not know of each other, so that each core has a share of them. */
async function inThread(order: Order): Promise<Shown> {
  const worker = new Worker(new URL('../faults/worker.ts', import.meta.url), { workerData: order });
  const [answer] = await Promise.race([once(worker, 'message'), once(worker, 'exit')]);
  if (typeof answer === 'object') return answer;
  throw new Error(`a thread of the fault matrix ended with ${answer}, and without an answer`);
}

function noteOf(shown: readonly Shown[]): string {
  const most = (of: (one: Shown) => number) => Math.max(...shown.map(of));
  const idle = shown.reduce((sum, one) => sum + one.idle, 0);
  return `${most((one) => one.sites)} call sites, ${most((one) => one.kinds)} faults; ${idle} cells had no request to strike; at most ${most((one) => one.most).toFixed(1)} times the requests of a calm morning, and ${most((one) => one.wait)} s waited in vain in one go`;
}
