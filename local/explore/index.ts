import { BAD, START } from './case.ts';
import { type Case, FULL } from './cases.ts';
import type { Size } from './graph.ts';
import { allMoves, search, type Violation } from './search.ts';
import type { State } from './state.ts';

export interface ExploredCase {
  readonly name: string;
  readonly size: Size;
  readonly seconds: number;
}

export interface Explored {
  /** Steps that were taken, in all cases together. */
  readonly tried: number;
  readonly violations: readonly Violation[];
  readonly seconds: number;
  readonly size: readonly ExploredCase[];
}

/** Every state of triage, the responses, the clicks and the ledger between them, in each of these bounded cases. */
export async function explore(
  cases: readonly Case[] = FULL,
  onCase: (explored: ExploredCase) => void = () => {},
): Promise<Explored> {
  const size: ExploredCase[] = [];
  const violations: Violation[] = [];
  for (const one of cases) {
    const began = performance.now();
    const searched = await search(await walk(firstState(one), one.after ?? []));
    const seconds = (performance.now() - began) / 1000;
    const explored = { name: one.name, size: searched.size, seconds };
    size.push(explored);
    violations.push(
      ...searched.violations.map(({ rule, steps }) => ({ rule, steps: [...(one.after ?? []), ...steps] })),
    );
    onCase(explored);
  }
  const sum = (what: (one: ExploredCase) => number) => size.reduce((total, one) => total + what(one), 0);
  return {
    tried: sum((one) => one.size.transitions),
    violations,
    seconds: sum((one) => one.seconds),
    size,
  };
}

/** A service with a failing revision, and nobody has noticed yet. */
function firstState({ left, unconditional }: Case): State {
  return {
    now: START,
    items: {},
    service: { revision: BAD, steady: false },
    processes: {},
    toldAt: [],
    left,
    history: { effects: [], answers: [] },
    ...(unconditional && { unconditional }),
  };
}

async function walk(first: State, steps: readonly string[]): Promise<State> {
  let state = first;
  for (const step of steps) {
    const move = allMoves(state).find(({ name }) => name === step);
    if (!move) throw new Error(`"${step}" is not possible here: bring local/explore/cases.ts up to date`);
    state = await move.take();
  }
  return state;
}
