/** The states that were found, the steps between them, and the shortest way to each. */
export interface Graph {
  /** Notes a step; gives the number of a state that is new, else undefined. */
  add(from: number, step: string, key: string): number | undefined;
  end(state: number): void;
  /** The names of the steps to a state, by a shortest way. */
  wayTo(state: number): readonly string[];
  /** A state from which no end can be reached; undefined when there is none. */
  stuck(): number | undefined;
  size(): Size;
}

export interface Size {
  readonly states: number;
  readonly transitions: number;
  /** States in which nobody has anything left to do. */
  readonly ends: number;
  /** Steps of the longest of the shortest ways. */
  readonly depth: number;
}

/** States are known by a text; the first is number 0. */
export function createGraph(first: string): Graph {
  const numbers = new Map([[first, 0]]);
  const from = [-1];
  const steps = [''];
  const sources: number[] = [];
  const targets: number[] = [];
  const ends: number[] = [];

  function add(source: number, step: string, key: string): number | undefined {
    const known = numbers.get(key);
    sources.push(source);
    targets.push(known ?? numbers.size);
    if (known !== undefined) return undefined;
    numbers.set(key, numbers.size);
    from.push(source);
    return steps.push(step) - 1;
  }

  function wayTo(state: number): readonly string[] {
    const way: string[] = [];
    for (let at = state; at > 0; at = from[at] ?? 0) way.unshift(steps[at] ?? '');
    return way;
  }

  /** Backwards from the ends. */
  function stuck(): number | undefined {
    const before = Map.groupBy(sources.keys(), (edge) => targets[edge] ?? 0);
    const good = new Set(ends);
    const open = [...ends];
    for (let state = open.pop(); state !== undefined; state = open.pop()) {
      for (const edge of before.get(state) ?? []) {
        const source = sources[edge] ?? 0;
        if (!good.has(source)) open.push(source);
        good.add(source);
      }
    }
    const state = steps.findIndex((_step, index) => !good.has(index));
    return state < 0 ? undefined : state;
  }

  return {
    add,
    end: (state) => ends.push(state),
    wayTo,
    stuck,
    size: () => ({
      states: steps.length,
      transitions: sources.length,
      ends: ends.length,
      depth: wayTo(steps.length - 1).length,
    }),
  };
}
