import type { Datapoint } from '../domain/scaling.ts';
import type { CapacityFacts, SeenCount } from './facts.ts';

/** CloudWatch has a period's value some minutes after its end; later than this, it is no news. */
const LATE_PERIODS = 3;
const LATE_SECONDS = 180;

/** The newest value, or why there is none that may be acted on. */
export type Newest =
  | { readonly type: 'value'; readonly value: number; readonly point: Datapoint }
  | { readonly type: 'unknown'; readonly reason: string };

/** A value that is negative, no number, too old or absent is none. */
export function newestValue({ points, periodSeconds }: CapacityFacts, now: number): Newest {
  const point = points.at(-1);
  if (point === undefined) return { type: 'unknown', reason: 'the metric has no data' };
  const { value } = point;
  if (!isValue(value))
    return { type: 'unknown', reason: `the metric is ${value}, which is no measure of load` };
  const age = (now - Date.parse(point.at)) / 1000 - periodSeconds;
  const oldest = Math.max(LATE_PERIODS * periodSeconds, LATE_SECONDS);
  // Written so that an age which cannot be told (NaN) counts as old.
  if (!(age <= oldest)) return { type: 'unknown', reason: 'the metric has no data of the last minutes' };
  return { type: 'value', value, point };
}

/** Null comes out of checkpoints, where NaN has become it. */
export function isValue(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

/** The points of the last minutes, if none of their periods is missing. */
export function wholeWindow(
  points: readonly Datapoint[],
  periodSeconds: number,
  minutes: number,
): readonly Datapoint[] | undefined {
  const last = Date.parse(points.at(-1)?.at ?? '');
  const span = Math.max(minutes * 60, periodSeconds) * 1000;
  const window = points.filter(({ at }) => Date.parse(at) > last - span);
  const whole = window.length >= Math.ceil(span / (periodSeconds * 1000));
  return whole && window.every(({ value }) => isValue(value)) ? window : undefined;
}

/** What says how many ran when. */
export type Counted = Pick<CapacityFacts, 'running' | 'desired' | 'history' | 'periodSeconds'>;

/**
 * How many ran on average during the point's period: an average over all tasks, times this, is what they carried
 * together, also while their number changed.
 */
export function runningDuring({ at }: Pick<Datapoint, 'at'>, facts: Counted): number {
  const from = Date.parse(at);
  const to = from + facts.periodSeconds * 1000;
  const { history, running, desired } = facts;
  const counts = history.length === 0 ? [{ at: from, running, desired }] : history;
  const shares = counts.map(
    (count, index) => count.running * overlap(count, counts[index + 1], index, from, to),
  );
  return shares.reduce((sum, share) => sum + share, 0) / (to - from);
}

/** Milliseconds of the period for which this count held; the first is taken to have held before, too. */
function overlap(
  count: SeenCount,
  next: SeenCount | undefined,
  index: number,
  from: number,
  to: number,
): number {
  const start = index === 0 ? from : Math.max(from, count.at);
  return Math.max(0, Math.min(to, next?.at ?? to) - start);
}
