import { sha256 } from '../domain/digest.ts';
import type { IncidentRecord, IncidentRef, Trigger } from '../domain/incident.ts';
import { isQuiet, lastTold, type Mark } from '../domain/mark.ts';
import type { Failure } from './group.ts';

/** Where a failure leaves its incident. */
export type Standing =
  | { readonly type: 'open'; readonly reason: string }
  | { readonly type: 'joined'; readonly reason: string }
  | { readonly type: 'quiet'; readonly reason: string }
  | { readonly type: 'counting'; readonly reason: string };

/** Older marks count in no window. */
const MARKS_KEPT_MS = 24 * 3600 * 1000;
/** Forgetting costs a write, so it waits until it is worth it: at most one write in fifty. */
const STALE_WORTH_IT = 50;

/**
 * Whether it is time to respond: pure, and the same for every order and repetition of the same marks. `now` in
 * milliseconds since the epoch.
 */
export function standing(record: IncidentRecord, trigger: Trigger, now: number): Standing {
  const at = new Date(now).toISOString();
  if (record.state === 'open' && at < (record.leaseUntil ?? '')) {
    return { type: 'joined', reason: 'its incident is open' };
  }
  const news = record.marks.filter((mark) => !isQuiet(record, mark));
  if (news.length === 0) {
    const told = lastTold(record, { group: record.marks.at(-1)?.group ?? '' });
    return { type: 'quiet', reason: `${told?.group || 'it'} was told of; quiet until ${told?.until}` };
  }
  if (trigger.type === 'respond') return { type: 'open', reason: trigger.reason };
  const most = mostInWindow(news, trigger.windowSeconds * 1000);
  const { threshold, windowSeconds } = trigger;
  const within = `within ${windowSeconds / 60} min`;
  if (most < threshold) return { type: 'counting', reason: `${most} of ${threshold} failures ${within}` };
  return { type: 'open', reason: `${most} failures ${within}, ${threshold} are enough` };
}

/** The response that this failure starts. */
export function incidentRef(
  { key, playbook, triage }: Failure,
  generation: number,
  now: number,
): IncidentRef {
  const { target, severity, reason } = triage;
  const trigger: Trigger =
    triage.type === 'respond'
      ? { type: 'respond', reason }
      : { type: 'count', reason, windowSeconds: triage.windowSeconds, threshold: triage.threshold };
  const openedAt = new Date(now).toISOString();
  return { key, id: incidentId(key, generation), generation, playbook, target, severity, trigger, openedAt };
}

/** It follows from key and generation, so that starting a response twice is harmless. */
export function incidentId(key: string, generation: number): string {
  return `inc-${sha256(`${key}#${generation}`).slice(0, 16)}`;
}

/**
 * What may be forgotten, once it is worth a write: the old, and what is no news, lest it take the place of what
 * is.
 */
export function staleMarks(record: IncidentRecord, now: number): readonly Mark[] {
  const oldest = new Date(now - MARKS_KEPT_MS).toISOString();
  const stale = record.marks.filter((mark) => mark.at < oldest || isQuiet(record, mark));
  return stale.length >= STALE_WORTH_IT ? stale : [];
}

/** The most failures of one group that any window of this length holds. Marks are sorted, oldest first. */
function mostInWindow(marks: readonly Mark[], windowMs: number): number {
  const groups = Map.groupBy(marks, (mark) => mark.group);
  return Math.max(...[...groups.values()].map((group) => densest(group, windowMs)));
}

function densest(marks: readonly Mark[], windowMs: number): number {
  const times = marks.map((mark) => Date.parse(mark.at));
  let most = 0;
  let first = 0;
  for (const [last, time] of times.entries()) {
    while (time - (times[first] ?? time) > windowMs) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
