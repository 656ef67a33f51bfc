import type { CapacityFacts, Wish } from './facts.ts';
import { newestValue, wholeWindow } from './points.ts';
import type { BacklogMode } from './rule.ts';
import { short } from './words.ts';

/** One look takes away at most so much of what is desired, since nobody sees how busy the tasks of an empty queue are. */
const LARGEST_FALL = 0.1;

/**
 * desired = ceil(messages that wait / messages per task): from zero as soon as one waits, and to zero once none
 * waited and none was being worked on for the whole window. Here 0 is an answer, if it was measured.
 */
export function forBacklog(mode: BacklogMode, facts: CapacityFacts, now: number): Wish {
  const newest = newestValue(facts, now);
  if (newest.type === 'unknown') return newest;
  const needed = Math.ceil(newest.value / mode.perTask);
  const words = `${short(newest.value)} messages wait, ${short(mode.perTask)} per task are accepted`;
  if (needed > facts.desired) return { type: 'to', to: needed, clear: true, reason: words };

  return inwards(mode, facts, words, now);
}

function inwards(mode: BacklogMode, facts: CapacityFacts, words: string, now: number): Wish {
  const stay = (why: string): Wish => ({ type: 'stay', reason: `${words}${why}` });
  const window = wholeWindow(facts.points, facts.periodSeconds, mode.scaleInMinutes);
  const minutes = `${mode.scaleInMinutes} min`;
  if (window === undefined)
    return stay(`; the last ${minutes} are not all measured, so nothing is taken away`);
  const top = Math.ceil(Math.max(...window.map(({ value }) => value)) / mode.perTask);
  const isIdle = top === 0 && !mayBeAtWork(mode, facts);
  if (!isIdle && isYoung(mode, facts, now)) return stay('; the last change is too young');
  const fewest = facts.desired - Math.max(1, Math.floor(facts.desired * LARGEST_FALL));
  const to = isIdle ? 0 : Math.max(1, top, fewest);
  if (to >= facts.desired) return stay(': that fits');
  return {
    type: 'to',
    to,
    clear: isIdle,
    reason: `${words}, and no more than ${to} were needed for ${minutes}`,
  };
}

/** What the window shows is not yet what the present count can do. */
function isYoung({ scaleInMinutes }: BacklogMode, { changedAt }: CapacityFacts, now: number): boolean {
  return changedAt !== undefined && !(now - changedAt >= scaleInMinutes * 60_000);
}

/** The last task is not taken away from a message that it works on, nor where nobody knows whether it does. */
function mayBeAtWork({ scaleInMinutes }: BacklogMode, { inFlight, periodSeconds }: CapacityFacts): boolean {
  if (inFlight === undefined) return false;
  const window = wholeWindow(inFlight, periodSeconds, scaleInMinutes);
  return window === undefined || window.some(({ value }) => value > 0);
}
