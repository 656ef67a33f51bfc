import type { CapacityFacts, Wish } from './facts.ts';
import { neverEmpty, periodsOf, type QueueFlow, type QueuePeriod, ratePerTask } from './flow.ts';
import { notMeasured, settledCount } from './lately.ts';
import { newestValue, wholeWindow } from './points.ts';
import type { BacklogMode } from './rule.ts';
import { short, whole } from './words.ts';

/** Where nobody sees how busy the tasks are, one look takes away at most so much of what is desired. */
const LARGEST_FALL = 0.1;
/** Room above the most that came in a window: `npm run quality` says what it costs. */
const ROOM_IN = 1.05;
/** So much more comes than the tasks do that it is no noise. */
const CLEAR = 1.3;

const UNKNOWN = 'what one task does is not known';

/** What a queue says, and in words how much its tasks do. */
interface Queue {
  readonly mode: BacklogMode;
  readonly facts: CapacityFacts;
  readonly words: string;
  readonly now: number;
}

/**
 * desired = what comes / what one task does + messages that wait / messages per task: so the backlog is gone after the
 * wait that is accepted. Without the counts of what comes and goes it is the second part alone. From zero as soon as
 * one waits, and to zero once none waited and none was being worked on for the whole window. Here 0 is an answer, if
 * it was measured.
 */
export function forBacklog(mode: BacklogMode, facts: CapacityFacts, now: number): Wish {
  const newest = newestValue(facts, now);
  if (newest.type === 'unknown') return newest;
  const needed = Math.ceil(newest.value / mode.perTask);
  const words = `${short(newest.value)} messages wait, ${short(mode.perTask)} per task are accepted`;
  const byFlow = facts.flow && flowOf(mode, facts, facts.flow);
  const queue = { mode, facts, now, words: `${words}; ${byFlow?.words ?? UNKNOWN}` };
  if (byFlow?.out !== undefined && byFlow.out > facts.desired) {
    const clear = needed > facts.desired || byFlow.arrivals > facts.desired * CLEAR;
    return { type: 'to', to: Math.max(needed, byFlow.out), clear, reason: queue.words };
  }
  if (needed > facts.desired) return { type: 'to', to: needed, clear: true, reason: queue.words };
  if (isIdle(queue)) return lessOrStay(queue, 0, true);
  return byFlow?.most === undefined
    ? inwards(queue)
    : lessOrStay(queue, Math.max(1, settledCount(byFlow.most, facts.desired)), false);
}

interface ByFlow {
  /** What the newest period asks for, if messages always waited in it. */
  readonly out: number | undefined;
  /** Tasks that what comes keeps busy. */
  readonly arrivals: number;
  /** The most that a whole window asked for; undefined where a part of it is not measured. */
  readonly most: number | undefined;
  readonly words: string;
}

/** Undefined when nothing is known of what one task does, or of the newest period. */
function flowOf(mode: BacklogMode, facts: CapacityFacts, flow: QueueFlow): ByFlow | undefined {
  const rate = ratePerTask(facts, flow);
  const periods = periodsOf(facts, flow);
  const newest = periods.at(-1);
  if (!(rate > 0) || newest === undefined || newest.at !== facts.points.at(-1)?.at) return undefined;
  const perMinute = 60 / facts.periodSeconds;
  const busy = ({ sent }: QueuePeriod) => (sent * perMinute) / rate;
  const drain = ({ waiting }: QueuePeriod) => waiting / mode.perTask;
  const window = wholeWindow(facts.points, facts.periodSeconds, mode.scaleInMinutes);
  const own = window && periods.filter(({ at }) => at >= (window[0]?.at ?? ''));
  const isWhole = own !== undefined && own.length === window?.length;
  return {
    out: neverEmpty(newest) ? whole(busy(newest) + drain(newest)) : undefined,
    arrivals: busy(newest),
    most: isWhole ? Math.max(...own.map((one) => busy(one) * ROOM_IN + drain(one))) : undefined,
    words: `${short(newest.sent * perMinute)} a minute come, one task does ${short(rate)}`,
  };
}

/** As long as it is not known how busy the tasks are: slowly, and not below what the window needed. */
function inwards(queue: Queue): Wish {
  const { mode, facts, now } = queue;
  const window = wholeWindow(facts.points, facts.periodSeconds, mode.scaleInMinutes);
  if (window === undefined) return notMeasured(queue.words, mode.scaleInMinutes);
  if (isYoung(mode, facts, now))
    return { type: 'stay', reason: `${queue.words}; the last change is too young` };
  const top = Math.ceil(Math.max(...window.map(({ value }) => value)) / mode.perTask);
  const fewest = facts.desired - Math.max(1, Math.floor(facts.desired * LARGEST_FALL));
  return lessOrStay(queue, Math.max(1, top, fewest), false);
}

function lessOrStay({ mode, facts, words }: Queue, to: number, clear: boolean): Wish {
  if (to >= facts.desired) return { type: 'stay', reason: `${words}: that fits` };
  const reason = `${words}, and no more than ${to} were needed for ${mode.scaleInMinutes} min`;
  return { type: 'to', to, clear, reason };
}

/** What the window shows is not yet what the present count can do. */
function isYoung({ scaleInMinutes }: BacklogMode, { changedAt }: CapacityFacts, now: number): boolean {
  return changedAt !== undefined && !(now - changedAt >= scaleInMinutes * 60_000);
}

/** The last task is not taken away from a message that it works on, nor where nobody knows whether it does. */
function isIdle({ mode: { scaleInMinutes }, facts: { points, inFlight, periodSeconds } }: Queue): boolean {
  const isEmpty = (some: CapacityFacts['points']) =>
    wholeWindow(some, periodSeconds, scaleInMinutes)?.every(({ value }) => value === 0) === true;
  return isEmpty(points) && (inFlight === undefined || isEmpty(inFlight));
}
