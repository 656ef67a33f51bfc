import { isFleetTarget, placeOf, type Target } from '../domain/target.ts';
import type { IncidentView } from '../domain/view.ts';
import { actionWords } from './action-words.ts';
import { duration, secondsBetween, utc } from './format.ts';
import { clip, plain } from './text.ts';
import { EMOJI, FAILURE_STATE, SEVERITY_WORD, STATE } from './words.ts';

export interface State {
  readonly word: string;
  readonly emoji: string;
}

/** The word that says where the incident stands, from the view alone. */
export function stateOf(view: IncidentView): State {
  const { severity } = view.incident;
  // What waits for people is as bad as it is, not just slow.
  const isTheirs = view.phase === 'asking' || (view.phase === 'waiting' && view.waitsFor !== undefined);
  if (isTheirs) return { word: SEVERITY_WORD[severity], emoji: EMOJI[severity] };
  if (view.phase !== 'closed') return { word: STATE[view.phase], emoji: EMOJI.busy };
  return closedState(view);
}

function closedState(view: IncidentView): State {
  const emoji = EMOJI[view.incident.severity];
  switch (view.outcome?.type) {
    case 'held': {
      // What was no failure, such as a sweep, is not resolved but done.
      const word = view.incident.severity === 'info' ? STATE.done : STATE.resolved;
      return { word, emoji: EMOJI.good };
    }
    case 'done':
      return { word: STATE.done, emoji: EMOJI.good };
    case 'undone':
      return { word: STATE.undone, emoji };
    case 'came-back':
      return { word: STATE.cameBack, emoji: EMOJI.critical };
    case 'observed':
      return { word: STATE.observed, emoji };
    case 'refused':
      return { word: STATE.handsOff, emoji };
    case 'failed':
      return { word: FAILURE_STATE[view.outcome.code], emoji };
    default:
      return nextStepOf(view) ? { word: STATE.needsYou, emoji } : { word: STATE.noAction, emoji: EMOJI.info };
  }
}

/** What a person can do: the playbook's own advice, else the cause's; nothing once what was done works. */
export function nextStepOf(view: IncidentView): string | undefined {
  const works = view.phase === 'verifying' || view.phase === 'holding' || isFixed(view);
  if (works && !failsAgain(view)) return undefined;
  return view.nextStep ?? view.evidence.cause?.nextStep;
}

/** A rerun may work although its cause is still there, as with memory that only this one run was given. */
function failsAgain({ attempts, evidence }: IncidentView): boolean {
  const last = attempts.at(-1);
  return last?.action.kind === 'ecs.run-task' && evidence.cause?.retryable === false;
}

/** Whether the problem is over because of what was done. */
export function isFixed(view: IncidentView): boolean {
  return view.phase === 'closed' && (view.outcome?.type === 'held' || view.outcome?.type === 'done');
}

/** Whether Watchkeeper only says what it would have done. */
export function isObserving(view: IncidentView): boolean {
  return view.verdict?.type === 'observe' || view.outcome?.type === 'observed';
}

/** "RESOLVED in 6 min" or "CRITICAL". */
export function stateWords(view: IncidentView): string {
  const { word } = stateOf(view);
  const seconds = isFixed(view) ? secondsTaken(view) : undefined;
  return seconds === undefined ? word : `${word} in ${duration(seconds)}`;
}

/** What a schedule does was no problem before, so there is nothing that took so long. */
function secondsTaken(view: IncidentView): number | undefined {
  if (view.incident.target.kind === 'schedule') return undefined;
  return secondsBetween(beganAt(view), view.fixedAt ?? view.at);
}

/** State · what · where · since: plain text, the same in the header and in `text`. At most 140 characters. */
export function headline(view: IncidentView): string {
  const since = isFixed(view) ? '' : sinceWords(view);
  const parts = [stateWords(view), plain(placeOf(view.incident.target), 30), since].filter(Boolean);
  const room = 140 - parts.join(' · ').length - ' · '.length;
  return [parts[0], clip(what(view), room), ...parts.slice(1)].join(' · ');
}

function beganAt({ evidence, incident }: IncidentView): string {
  return evidence.firstAt ?? incident.openedAt;
}

function sinceWords(view: IncidentView): string {
  const since = utc(beganAt(view), view.at);
  return since && `since ${since}`;
}

function what(view: IncidentView): string {
  const { target, severity } = view.incident;
  const headline = plain(view.evidence.headline, 90) || plain(target.name, 90);
  // What was found in images still names it when it is over; what a service did wrong does not.
  const isCalledByName = isFleetTarget(target) || isGroup(target);
  const isFound = !isCalledByName && severity !== 'info';
  if (!isFixed(view) || isFound) return headline;
  const name = isCalledByName ? plain(target.name, 60) : '';
  return [name, actedWords(view)].filter(Boolean).join(' ');
}

function isGroup({ kind }: Target): boolean {
  return kind === 'auto-scaling-group' || kind === 'capacity-provider';
}

/** "rolled back to payments-api:41", from what was really done; empty when nothing was. Plain text. */
export function actedWords(view: IncidentView): string {
  const done = view.attempts.filter((attempt) => attempt.result.type === 'done').at(-1);
  return done === undefined ? '' : actionWords(done.action).acted;
}
