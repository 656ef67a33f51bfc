import type { ApprovalAnswer } from '../domain/incident.ts';
import type { IncidentView } from '../domain/view.ts';
import { duration, secondsBetween, upperFirst } from './format.ts';
import { bold, code, mention, moment } from './mrkdwn.ts';
import { actedWords, isFixed, isObserving } from './state.ts';
import { planWords } from './story.ts';
import { safe } from './text.ts';
import { SAY } from './words.ts';

/** What happens right now, or how it ended; empty while people are asked, because the buttons say it. */
export function statusLine(view: IncidentView): string {
  const { plan } = view;
  switch (view.phase) {
    case 'asking':
      return '';
    case 'acting':
      return plan === undefined ? '' : SAY.acts(planWords(plan));
    case 'verifying':
      return plan === undefined ? '' : SAY.verifies(acted(view), duration(plan.deadlineSeconds));
    case 'holding':
      return plan === undefined ? '' : SAY.holds(acted(view), duration(plan.holdSeconds));
    case 'waiting':
      return waitWords(view);
    case 'closed':
      return endLine(view);
  }
}

/** Escaped. */
export function waitWords({ waitsFor }: IncidentView): string {
  return waitsFor === undefined ? SAY.waits : SAY.waitsFor(safe(waitsFor, 200));
}

/** Under "RESOLVED in 6 min · …": "rolled back to payments-api:41 · approved by @ana at 10:09 · 6 of 6 tasks run". */
function endLine(view: IncidentView): string {
  const reason = safe(view.outcome?.reason ?? '', 400).replace(/\.$/, '');
  const what = wouldWords(view) || bold(upperFirst(safe(actedWords(view), 200)));
  const parts = [what, decidedBy(view), reason, heldFor(view)].filter(Boolean);
  return upperFirst(parts.join(' · '));
}

/** How long it was watched after it began to work. */
function heldFor(view: IncidentView): string {
  const seconds = isFixed(view) ? secondsBetween(view.fixedAt, view.at) : undefined;
  return seconds ? SAY.heldFor(duration(seconds)) : '';
}

function wouldWords(view: IncidentView): string {
  if (!isObserving(view) || view.plan === undefined) return '';
  return `${bold(upperFirst(SAY.would(planWords(view.plan))))} · ${SAY.nothingChanged}`;
}

function decidedBy({ answer, attempts, verdict, at }: IncidentView): string {
  if (answer !== undefined) return answerWords(answer, at);
  const acts = attempts.some((attempt) => attempt.result.type === 'done');
  return acts && verdict !== undefined ? SAY.allowedBy(code(verdict.by, 60)) : '';
}

const ANSWERED_BY = {
  approved: SAY.approvedBy,
  denied: SAY.deniedBy,
  snoozed: SAY.snoozedBy,
  undone: SAY.undoneBy,
} as const;

export function answerWords(answer: ApprovalAnswer, now: string): string {
  const who = mention(answer.by);
  const at = moment(answer.at, now);
  return ANSWERED_BY[answer.type](who, at);
}

function acted(view: IncidentView): string {
  return safe(actedWords(view), 200) || 'nothing was written';
}
