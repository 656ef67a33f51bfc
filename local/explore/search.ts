import { digest } from './digest.ts';
import { createGraph, type Graph, type Size } from './graph.ts';
import { brokenAtEnd, brokenBy } from './invariants.ts';
import { type Move, movesOfProcess } from './process-moves.ts';
import type { State } from './state.ts';
import { movesOfWorld } from './world-moves.ts';

/** A broken rule, and the shortest way to it. */
export interface Violation {
  readonly rule: string;
  readonly steps: readonly string[];
}

export interface Searched {
  readonly size: Size;
  readonly violations: readonly Violation[];
}

interface Found {
  readonly number: number;
  readonly state: State;
}

/** Every state, breadth first, so that the first way to each is a shortest one; up to the first broken rule. */
export async function search(first: State): Promise<Searched> {
  const graph = createGraph(digest(first));
  const violations: Violation[] = [];
  let level: readonly Found[] = [{ number: 0, state: first }];
  while (level.length > 0 && violations.length === 0) {
    const next: Found[] = [];
    for (const found of level) next.push(...(await expand(found, graph, violations)));
    level = next;
  }
  const stuck = violations.length === 0 ? graph.stuck() : undefined;
  if (stuck !== undefined) note(violations, ['from here no end can be reached'], graph.wayTo(stuck));
  return { size: graph.size(), violations };
}

/** The new states one step from here. What is behind a broken rule is not looked at. */
async function expand(found: Found, graph: Graph, violations: Violation[]): Promise<Found[]> {
  const { number, state } = found;
  if (isEnd(state)) {
    graph.end(number);
    note(violations, brokenAtEnd(state), graph.wayTo(number));
  }
  const next: Found[] = [];
  for (const { name, take } of allMoves(state)) {
    const after = await take();
    const broken = brokenBy(state, after);
    note(violations, broken, [...graph.wayTo(number), name]);
    const fresh = broken.length === 0 ? graph.add(number, name, digest(after)) : undefined;
    if (fresh !== undefined) next.push({ number: fresh, state: after });
  }
  return next;
}

function note(violations: Violation[], rules: readonly string[], steps: readonly string[]): void {
  const news = rules.filter((rule) => !violations.some((known) => known.rule === rule));
  violations.push(...news.map((rule) => ({ rule, steps })));
}

export function allMoves(state: State): readonly Move[] {
  const own = Object.entries(state.processes).flatMap(([name, process]) =>
    movesOfProcess(state, name, process),
  );
  const first = isCalm(state) ? own.find(({ unseen }) => unseen) : undefined;
  return first ? [first] : [...own, ...movesOfWorld(state)];
}

/**
 * No crash can come any more. What nobody else sees is then done at once: before or after the others' steps, it comes
 * to the same state.
 */
function isCalm({ left }: State): boolean {
  return left.crashes + left.deaths + left.leases === 0;
}

/** Nobody has anything left to do, until something comes from outside. */
function isEnd({ processes }: State): boolean {
  return Object.values(processes).every(({ stand, dead }) => dead || ['ended', 'threw'].includes(stand.type));
}
