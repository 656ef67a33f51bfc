import type { Decision, Occurrence } from '../../domain/decision.ts';
import type { ScanSettings } from '../answer-scan.ts';
import { forSummary } from './occurrences.ts';
import { adviceFor } from './scan-advice.ts';
import type { FamilyFacts } from './scan-facts.ts';
import { pauseSeconds } from './scan-pace.ts';
import { planScan } from './scan-plan.ts';
import { runnersIn, standing } from './scan-standing.ts';

const DAY = 24 * 3600 * 1000;
const WAITS_FOR = 'a fixed image to be pushed, scanned and deployed';

type Nothing = Extract<Decision, { type: 'nothing' }>;

/** What is left to do about vulnerable images: pure. `now` in milliseconds since the epoch. */
export function decideScan(facts: FamilyFacts, settings: ScanSettings, now: number): Decision {
  const { findings, unread, openedAt } = facts;
  if (findings.length === 0) return quietly(facts.leftOut ?? 'no repository with it is left');
  const runners = runnersIn(findings);
  const passOn = nobodyRuns(facts, now);
  if (runners.length === 0 && unread.length === 0)
    return { ...quietly('nobody runs a vulnerable image'), passOn };

  const reason = standing(facts);
  const isFixed = unread.length === 0 && runners.every(({ state }) => state === 'clean');
  if (isFixed) return { type: 'nothing', reason, released: true, fixed: true, passOn };
  const nextStep = adviceFor(facts);
  if (now - openedAt >= settings.followDays * DAY) {
    return { type: 'nothing', reason: `after ${settings.followDays} days: ${reason}`, nextStep, passOn };
  }
  const wait = {
    type: 'wait',
    seconds: pauseSeconds(now - openedAt),
    nextStep,
    waitsFor: WAITS_FOR,
  } as const;
  return planScan(facts, settings) ?? { ...wait, reason };
}

/** What harms nobody yet is for the summary of the day; what runs by then is told by itself. */
function nobodyRuns({ home, findings }: FamilyFacts, now: number): readonly Occurrence[] {
  const idle = findings.filter(({ runners }) => runners.length === 0);
  return idle.flatMap(({ repository, vulnerabilities }) =>
    vulnerabilities.map((one) => forSummary(home, { ...one, repository }, now)),
  );
}

function quietly(reason: string): Nothing {
  return { type: 'nothing', reason, released: true, silent: true };
}
