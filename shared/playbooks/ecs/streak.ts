import type { IncidentRecord } from '../../domain/incident.ts';
import { isQuiet, type Mark } from '../../domain/mark.ts';
import { NO_REVISION } from './no-revision.ts';

/** Failures of one revision, close together: each within the window of the one before. Oldest first. */
export interface Streak {
  readonly group: string;
  readonly marks: readonly Mark[];
}

type Told = Pick<IncidentRecord, 'marks' | 'quiet'>;

/**
 * The newest streak of every revision, the longest first, without what people were told of already. A crash
 * here and there over a day is no streak.
 */
export function streaks(record: Told, windowSeconds: number): readonly Streak[] {
  const news = record.marks.filter((mark) => mark.group !== NO_REVISION && !isQuiet(record, mark));
  const groups = Map.groupBy(news, (mark) => mark.group);
  const found = [...groups].map(([group, marks]) => ({ group, marks: newestStreak(marks, windowSeconds) }));
  return found.toSorted((a, b) => b.marks.length - a.marks.length);
}

function newestStreak(marks: readonly Mark[], windowSeconds: number): readonly Mark[] {
  const apart = (a: Mark, b: Mark) => Date.parse(b.at) - Date.parse(a.at);
  let first = marks.length - 1;
  for (; first > 0; first -= 1) {
    const [before, after] = [marks[first - 1], marks[first]];
    if (!before || !after || apart(before, after) > windowSeconds * 1000) break;
  }
  return marks.slice(first);
}
