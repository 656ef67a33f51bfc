import type { Decision } from '../../domain/decision.ts';
import { reopen } from './occurrences.ts';
import type { SummaryFacts } from './scan-facts.ts';

/** One message a day at most, and none when the day brought nothing: pure. */
export function decideSummary({ home, waiting, reopened, unread }: SummaryFacts, now: number): Decision {
  const passOn = reopened.map((one) => reopen(home, one, now));
  if (waiting.length === 0) return { type: 'nothing', reason: 'nothing to tell', silent: true, passOn };
  const blind = unread.length > 0 ? `; not all could be read: ${unread.join('; ')}` : '';
  return { type: 'nothing', reason: `told by themselves once somebody runs them${blind}`, passOn };
}
