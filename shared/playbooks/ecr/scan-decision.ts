import type { Decision } from '../../domain/decision.ts';
import type { ScanSettings } from '../answer-scan.ts';
import { acceptedRisk } from './accepted.ts';
import { forSummary } from './occurrences.ts';
import type { FamilyFacts } from './scan-facts.ts';
import { pauseSeconds } from './scan-pace.ts';
import { planScan } from './scan-plan.ts';

const DAY = 24 * 3600 * 1000;
const NEXT = 'Build the image anew with the fixed version, and deploy it.';

type Nothing = Extract<Decision, { type: 'nothing' }>;

/** What is left to do about vulnerable images: pure. `now` in milliseconds since the epoch. */
export function decideScan(facts: FamilyFacts, settings: ScanSettings, now: number): Decision {
  const { repository, id, runners, unread, openedAt } = facts;
  if (!facts.exists) return quietly(`the repository ${repository} is gone`);
  const risk = id === undefined ? undefined : acceptedRisk(settings.accepted, id, repository, now);
  if (risk) return quietly(`accepted by ${risk.owner} until ${risk.until}: ${risk.reason}`);
  if (runners.length === 0 && unread.length === 0) return nobodyRunsIt(facts, now);

  const reason = standing(facts);
  const isFixed = unread.length === 0 && runners.every(({ state }) => state === 'clean');
  if (isFixed) return { type: 'nothing', reason, released: true, fixed: true };
  if (now - openedAt >= settings.followDays * DAY) {
    return { type: 'nothing', reason: `after ${settings.followDays} days: ${reason}`, nextStep: NEXT };
  }
  const plan = planScan(facts, settings);
  return plan ?? { type: 'wait', reason, seconds: pauseSeconds(now - openedAt) };
}

/** "2 of 3 fixed", and what is not known. */
export function standing({ runners, unread }: Pick<FamilyFacts, 'runners' | 'unread'>): string {
  const count = (state: string) => runners.filter((one) => one.state === state).length;
  const fixed =
    runners.length === 0 ? 'it is not known who runs it' : `${count('clean')} of ${runners.length} fixed`;
  const unknown = count('unknown') > 0 ? `${count('unknown')} not scanned yet` : '';
  const blind = unread.length > 0 ? `not all could be read: ${unread.join('; ')}` : '';
  return [fixed, unknown, blind].filter(Boolean).join('; ');
}

/** It harms nobody yet, so the summary of the day tells of it; what runs by then is told by itself. */
function nobodyRunsIt(facts: FamilyFacts, now: number): Decision {
  const { home, repository, vulnerabilities } = facts;
  const passOn = vulnerabilities.map((one) => forSummary(home, { ...one, repository }, now));
  return { ...quietly(`nobody runs a vulnerable image of ${repository}`), passOn };
}

function quietly(reason: string): Nothing {
  return { type: 'nothing', reason, released: true, silent: true };
}
