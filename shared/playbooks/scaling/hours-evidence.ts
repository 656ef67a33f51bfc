import { isHoursAction } from '../../domain/action.ts';
import type { Attempt } from '../../domain/decision.ts';
import type { Sleeper } from '../../domain/hours.ts';
import type { Evidence } from '../../domain/playbook.ts';
import type { Fate } from '../../scaling/hours/reconcile.ts';
import type { Roll } from './hours-schedule.ts';
import { countText, fateLine, periodText } from './hours-words.ts';

const MOST_LINES = 100;

/** One message tells of all that go to sleep or wake together, each with what it had. */
export function scheduleEvidence(
  name: string,
  { fates, wanted, timezone, warning }: Roll,
  attempts: readonly Attempt[],
): Evidence {
  const period = periodText(wanted, timezone);
  const open = fates.filter(({ does }) => does !== 'nothing');
  if (wanted.up && open.length === 0 && warning) {
    const sleep = periodText({ ...(warning.until !== undefined && { until: warning.until }) }, timezone);
    const who = countText(warning.fates.map(({ sleeper }) => sleeper));
    return withList(`${name}: ${who} soon asleep ${sleep}`, 'Going to sleep', warning.fates);
  }
  if (wanted.up) return waking(name, open, attempts, period);
  const asleep = fates.filter(({ saved, does }) => saved !== undefined || does === 'sleep');
  const who = countText(asleep.map(({ sleeper }) => sleeper));
  return withList(`${name}: ${who} asleep ${period}`, 'Asleep, and what each had', asleep);
}

/** At the end nothing is saved any more: who woke is known from what was done, and the list stays as it was told. */
function waking(name: string, open: readonly Fate[], attempts: readonly Attempt[], period: string): Evidence {
  const woken = attempts
    .map(({ action }) => action)
    .filter(isHoursAction)
    .flatMap(({ sleepers }) => sleepers);
  const all = new Map<string, Sleeper>(
    [...woken, ...open.map(({ sleeper }) => sleeper)].map((one) => [one.target, one]),
  );
  const headline = `${name}: ${countText([...all.values()])} awake ${period}`;
  return open.length > 0 ? withList(headline, 'Given back', open) : { headline };
}

function withList(headline: string, title: string, fates: readonly Fate[]): Evidence {
  return { headline, list: { title, lines: fates.map(fateLine).slice(0, MOST_LINES) } };
}
