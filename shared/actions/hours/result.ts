import type { ActionResult } from '../../domain/decision.ts';
import type { HoursAction } from '../../domain/hours-action.ts';

/** What became of one sleeper. `left`: it stays as somebody set it. */
export interface Ending {
  readonly name: string;
  readonly type: 'done' | 'left' | 'failed';
  readonly reason: string;
}

/** So many are named; a receipt holds no novel. */
const NAMED = 5;

/** What was done stays done: only where nothing was, it failed. */
export function resultOf(kind: HoursAction['kind'], endings: readonly Ending[]): ActionResult {
  const failed = endings.filter(({ type }) => type === 'failed');
  const left = endings.filter(({ type }) => type === 'left');
  const done = endings.length - failed.length - left.length;
  const parts = [`${kind === 'hours.sleep' ? 'put to sleep' : 'woke'} ${done} of ${endings.length}`];
  if (left.length > 0) parts.push(`left as they are: ${named(left)}`);
  if (failed.length > 0) parts.push(`failed: ${named(failed)}`);
  const reason = parts.join('; ');
  if (failed.length === endings.length) return { type: 'failed', reason };
  return { type: 'done', reason, after: String(done) };
}

function named(endings: readonly Ending[]): string {
  const first = endings.slice(0, NAMED).map(({ name, reason }) => `${name}: ${reason}`);
  const more = endings.length > NAMED ? [`and ${endings.length - NAMED} more`] : [];
  return [...first, ...more].join('; ');
}
