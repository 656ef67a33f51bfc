import type { CapacityFacts, Wish } from './facts.ts';
import { newestValue, wholeWindow } from './points.ts';
import type { BacklogMode } from './rule.ts';
import { short } from './target.ts';

/**
 * desired = ceil(messages that wait / messages per task): from zero as soon as one waits, and to zero once none
 * waited and none was being worked on for the whole window. Here 0 is an answer, if it was measured.
 */
export function forBacklog(mode: BacklogMode, facts: CapacityFacts, now: number): Wish {
  const newest = newestValue(facts, now);
  if (newest.type === 'unknown') return newest;
  const needed = Math.ceil(newest.value / mode.perTask);
  const words = `${short(newest.value)} messages wait, ${short(mode.perTask)} per task are accepted`;
  if (needed > facts.desired) return { type: 'to', to: needed, reason: words };

  const window = wholeWindow(facts.points, facts.periodSeconds, mode.scaleInMinutes);
  const minutes = `${mode.scaleInMinutes} min`;
  if (window === undefined) {
    return {
      type: 'stay',
      reason: `${words}; the last ${minutes} are not all measured, so nothing is taken away`,
    };
  }
  const top = Math.ceil(Math.max(...window.map(({ value }) => value)) / mode.perTask);
  const to = top === 0 && mayBeAtWork(mode, facts) ? 1 : top;
  if (to >= facts.desired) return { type: 'stay', reason: `${words}: that fits` };
  return { type: 'to', to, reason: `${words}, and no more than ${to} were needed for ${minutes}` };
}

/** The last task is not taken away from a message that it works on, nor where nobody knows whether it does. */
function mayBeAtWork({ scaleInMinutes }: BacklogMode, { inFlight, periodSeconds }: CapacityFacts): boolean {
  if (inFlight === undefined) return false;
  const window = wholeWindow(inFlight, periodSeconds, scaleInMinutes);
  return window === undefined || window.some(({ value }) => value > 0);
}
