/** Simulated time: things happen at their moment, in order, one after the other, and nobody waits for real. */
export interface Timeline {
  /** Milliseconds since the epoch, in simulated time. */
  now(): number;
  /** Do something at a moment; a moment that has passed means as soon as possible. Gives a way to cancel it. */
  at(moment: number, what: () => void | Promise<void>): () => void;
  /** Do something again and again, so many milliseconds apart. It keeps nobody waiting: see `run`. */
  every(milliseconds: number, what: () => void): () => void;
  /**
   * Let everything happen that is due until `end`, then stand at `end`; without an end, until nothing is left but
   * what repeats.
   */
  run(end?: number): Promise<void>;
}

interface Entry {
  readonly moment: number;
  readonly order: number;
  readonly repeats: boolean;
  what: (() => void | Promise<void>) | undefined;
}

/** A timeline that stands at `start`, in milliseconds since the epoch. */
export function createTimeline(start: number): Timeline {
  let now = start;
  let order = 0;
  let awaited = 0;
  const heap: Entry[] = [];

  function add(moment: number, repeats: boolean, what: () => void | Promise<void>): () => void {
    const entry: Entry = { moment: Math.max(moment, now), order: order++, repeats, what };
    push(heap, entry);
    if (!repeats) awaited += 1;
    return () => drop(entry);
  }

  /** A cancelled entry stays where it is and does nothing: finding it would cost more than passing over it. */
  function drop(entry: Entry): void {
    if (!entry.repeats && entry.what !== undefined) awaited -= 1;
    entry.what = undefined;
  }

  function every(milliseconds: number, what: () => void): () => void {
    let cancel = () => {};
    const next = () => {
      cancel = add(now + milliseconds, true, () => {
        next();
        what();
      });
    };
    next();
    return () => cancel();
  }

  async function run(end = Number.POSITIVE_INFINITY): Promise<void> {
    const isDue = (entry: Entry) => (end === Number.POSITIVE_INFINITY ? awaited > 0 : entry.moment <= end);
    for (let next = heap[0]; next !== undefined && isDue(next); next = heap[0]) {
      pop(heap);
      const { what } = next;
      if (what === undefined) continue;
      drop(next);
      now = next.moment;
      const pending = what();
      if (pending !== undefined) await pending;
    }
    if (end !== Number.POSITIVE_INFINITY) now = Math.max(now, end);
  }

  return { now: () => now, at: (moment, what) => add(moment, false, what), every, run };
}

/** By moment, then by when it was added. */
function before(a: Entry, b: Entry): boolean {
  return a.moment < b.moment || (a.moment === b.moment && a.order < b.order);
}

function push(heap: Entry[], entry: Entry): void {
  let hole = heap.length;
  while (hole > 0) {
    const above = (hole - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || before(parent, entry)) break;
    heap[hole] = parent;
    hole = above;
  }
  heap[hole] = entry;
}

function pop(heap: Entry[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let hole = 0;
  for (let below = smallerChild(heap, hole); below !== undefined; below = smallerChild(heap, hole)) {
    const child = heap[below];
    if (child === undefined || before(last, child)) break;
    heap[hole] = child;
    hole = below;
  }
  heap[hole] = last;
}

function smallerChild(heap: readonly Entry[], hole: number): number | undefined {
  const left = heap[2 * hole + 1];
  const right = heap[2 * hole + 2];
  if (left === undefined) return undefined;
  return right !== undefined && before(right, left) ? 2 * hole + 2 : 2 * hole + 1;
}
