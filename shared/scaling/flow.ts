import type { Datapoint } from '../domain/scaling.ts';
import type { CapacityFacts } from './facts.ts';
import { type Counted, isValue, runningDuring } from './points.ts';

/** What goes into a queue and out of it, in the periods of its depth. */
export interface QueueFlow {
  readonly sent: readonly Datapoint[];
  readonly deleted: readonly Datapoint[];
  /** Messages that one task is known to do in a minute, from earlier looks. */
  readonly known?: number | undefined;
}

/** One period of a queue: of what waited, came and left. */
export interface QueuePeriod {
  readonly at: string;
  readonly waiting: number;
  readonly sent: number;
  readonly deleted: number;
}

/** New tasks are noticed so long after they have begun, at most: until then, too few seem to do too much. */
const NOTICED_MS = 180_000;

type Seen = Counted & Pick<CapacityFacts, 'points'>;

/** Periods of which all three are measured, oldest first. */
export function periodsOf({ points }: Pick<Seen, 'points'>, flow: QueueFlow): readonly QueuePeriod[] {
  const [sent, deleted] = [byTime(flow.sent), byTime(flow.deleted)];
  return points.flatMap(({ at, value: waiting }) => {
    const period = { at, waiting, sent: sent.get(at), deleted: deleted.get(at) };
    return isMeasured(period) ? [period] : [];
  });
}

function byTime(points: readonly Datapoint[]): ReadonlyMap<string, number> {
  return new Map(points.map(({ at, value }) => [at, value]));
}

function isMeasured(
  period: { readonly [Key in keyof QueuePeriod]: QueuePeriod[Key] | undefined },
): period is QueuePeriod {
  return isValue(period.waiting) && isValue(period.sent) && isValue(period.deleted);
}

/**
 * Whether there was always a message to take: a queue that was empty for a moment held no more before it than left in
 * this time, and no more after it than came.
 */
export function neverEmpty({ waiting, sent, deleted }: QueuePeriod): boolean {
  return waiting > Math.max(sent, deleted);
}

/**
 * Messages that one task does in a minute. Where messages always waited, that is what left, by the tasks that ran; else
 * a task can do at least what it has ever done. 0 when nothing is known.
 */
export function ratePerTask(facts: Seen, flow: QueueFlow): number {
  const steady = periodsOf(facts, flow).filter((period) => period.deleted > 0 && isSteady(period, facts));
  const rateOf = (period: QueuePeriod) => {
    const running = runningDuring(period, facts);
    return running > 0 ? (period.deleted / running) * (60 / facts.periodSeconds) : 0;
  };
  const full = steady.filter(neverEmpty).map(rateOf);
  if (full.length > 0) return middle(full);
  const known = isValue(flow.known) ? flow.known : 0;
  return Math.max(known, ...steady.map(rateOf));
}

function isSteady({ at }: QueuePeriod, { history, periodSeconds }: Seen): boolean {
  const from = Date.parse(at);
  const to = from + periodSeconds * 1000 + NOTICED_MS;
  return !history.some((count) => count.at > from && count.at < to);
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
