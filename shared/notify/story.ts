import type { Attempt, Plan } from '../domain/decision.ts';
import type { IncidentView } from '../domain/view.ts';
import { actionWords } from './action-words.ts';
import { duration, namesItsRule } from './format.ts';
import { code, moment } from './mrkdwn.ts';
import { isFixed, isObserving, nextStepOf } from './state.ts';
import { safe, sentence } from './text.ts';
import { LABEL, SAY, VERDICT_WORD } from './words.ts';

const SHOWN = 4;

/** What was done or not, what is planned, which rule decided, why, and what a person can do; short once it is fixed. */
export function storyLines(view: IncidentView): string[] {
  if (isFixed(view)) return [view.attempts.length > 1 ? didLine(view) : '', nextLine(view)];
  return [didLine(view), planLine(view), guardLine(view), whyLine(view), nextLine(view)];
}

function didLine({ attempts, phase, at }: IncidentView): string {
  if (attempts.length === 0) return `${LABEL.did} ${phase === 'closed' ? SAY.nothing : SAY.nothingYet}`;
  const left = attempts.length - SHOWN;
  const shown = attempts.slice(-SHOWN).map((attempt) => attemptWords(attempt, at));
  return `${LABEL.did} ${[left > 0 ? `${left} earlier` : '', ...shown].filter(Boolean).join('; ')}.`;
}

function attemptWords({ action, result, at }: Attempt, now: string): string {
  const words = actionWords(action);
  const when = moment(at, now);
  if (result.type === 'done') return `${safe(words.acted, 150)}${when && ` at ${when}`}`;
  return `did not ${safe(words.act, 150)} (${result.type}: ${safe(result.reason, 200)})`;
}

function planLine(view: IncidentView): string {
  const { plan } = view;
  if (plan === undefined) return '';
  if (!isAhead(view)) return view.attempts.length > 0 ? '' : `${LABEL.notDone} ${sentence(planWords(plan))}`;
  const watched = plan.holdSeconds > 0 ? `, ${SAY.thenWatched(duration(plan.holdSeconds))}` : '';
  const success = SAY.within(safe(plan.success, 200), duration(plan.deadlineSeconds));
  const label = isObserving(view) ? LABEL.would : LABEL.plan;
  return `${label} ${planWords(plan)}. Success: ${success}${watched}.`;
}

/** Once it was carried out, a plan is what was done. */
function isAhead(view: IncidentView): boolean {
  return isObserving(view) || view.phase === 'asking' || view.phase === 'acting' || view.phase === 'waiting';
}

/** "roll payments-api back to payments-api:41", escaped; several actions are joined, many are counted. */
export function planWords({ actions }: Pick<Plan, 'actions'>): string {
  const shown = actions.slice(0, SHOWN).map((action) => safe(actionWords(action).act, 250));
  const left = actions.length - shown.length;
  return [...shown, ...(left > 0 ? [`${left} more`] : [])].join(', then ');
}

function guardLine({ verdict, answer, at }: IncidentView): string {
  if (verdict === undefined) return '';
  const rule = namesItsRule(verdict) ? '' : ` (rule ${code(verdict.by, 60)})`;
  const ruled = `${VERDICT_WORD[verdict.type]}${rule}: ${safe(verdict.reason, 300)}`;
  const answered = answer === undefined ? '' : ` It was ${answer.type} ${moment(answer.at, at)}.`;
  return `${LABEL.guard} ${sentence(ruled)}${answered}`;
}

function whyLine({ reason, outcome, evidence }: IncidentView): string {
  const said = outcome?.reason === reason || evidence.extent === reason;
  const text = said ? '' : safe(reason, 500);
  return text && `${LABEL.why} ${sentence(text)}`;
}

function nextLine(view: IncidentView): string {
  const text = safe(nextStepOf(view) ?? '', 500);
  return text && `${LABEL.next} ${sentence(text)}`;
}
