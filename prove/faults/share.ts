import { type Lived, live } from './cell.ts';
import { type Calm, judge, requestsOf, usualRequests } from './judge.ts';
import { liveCalmly, matrix, type Placed, unreached } from './matrix.ts';

/** Mornings that are lived at the same time: most of each is waiting for the SDK's pauses. */
const AT_ONCE = 12;

/** Which of the matrix's cells one thread lives through. */
export interface Order {
  readonly seed: number;
  readonly runs: number;
  /** From 0: every `of`-th cell from there. */
  readonly share: number;
  readonly of: number;
}

/** What a share of the matrix has shown. */
export interface Shown {
  readonly violations: readonly string[];
  readonly lived: number;
  /** Of the whole matrix. */
  readonly cells: number;
  readonly sites: number;
  readonly kinds: number;
  /** Cells that had no request to strike. */
  readonly idle: number;
  /** The most requests of a morning, per request of a calm one. */
  readonly most: number;
  /** The longest that was waited in vain, in seconds. */
  readonly wait: number;
}

/** Live through a share of the matrix, and judge each cell of it. */
export async function liveShare({ seed, runs, share, of }: Order): Promise<Shown> {
  const calms = await liveCalmly();
  const all = matrix(calms);
  const cells = chosen(all, seed, runs).filter((_, index) => index % of === share);
  const missing = unreached(calms).map((name) => `no morning reaches ${name}, so no fault was tried there`);
  const violations: string[] = share === 0 ? [...missing] : [];
  const seen: Seen = { idle: 0, most: 0, wait: 0 };
  const lived = cells.length;
  const takeTurns = async () => {
    for (let placed = cells.shift(); placed !== undefined; placed = cells.shift()) {
      const one = await live(placed.morning, placed.cell);
      note(seen, one, placed.calm);
      violations.push(...judge(placed.cell, one, placed.calm));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, takeTurns));
  const sites = new Set(all.map(({ cell }) => cell.site)).size;
  const kinds = new Set(all.map(({ cell }) => cell.fault.name)).size;
  return { violations, lived, cells: all.length, sites, kinds, ...seen };
}

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

function note(seen: Seen, { struck, sites, longestWait }: Lived, calm: Calm): void {
  if (struck === 0) seen.idle += 1;
  seen.most = Math.max(seen.most, requestsOf(sites) / usualRequests(calm));
  seen.wait = Math.max(seen.wait, longestWait / 1000);
}
