import type { Input, Process } from './state.ts';

/** An invocation that has not run yet. */
export function begin(input: Input, now: number): Process {
  return { input, journal: {}, done: [], since: now, stand: { type: 'waits' } };
}
