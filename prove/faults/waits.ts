import { currentEffect } from './transport.ts';

/** Simulated time stands still while somebody waits for an answer: here it is counted. */
export function createWaits(now: () => number) {
  let moment = 0;
  let waited = 0;
  let longest = 0;
  const current = () => (moment === now() ? waited : 0);
  function add(milliseconds: number): void {
    const effect = currentEffect.getStore();
    const end = (effect?.at ?? now() + current()) + milliseconds;
    if (effect) effect.at = end;
    waited = Math.max(current(), end - now());
    moment = now();
    longest = Math.max(longest, waited);
  }
  /** Another invocation: what others waited for is not its own. */
  const begin = () => {
    waited = 0;
  };
  return { add, begin, clock: () => now() + current(), longest: () => longest };
}
