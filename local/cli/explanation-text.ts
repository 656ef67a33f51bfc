import { type Cause, clause } from '../../shared/domain/cause.ts';
import type { Verdict } from '../../shared/domain/decision.ts';
import { actionWords } from '../../shared/notify/action-words.ts';
import { namesItsRule, upperFirst } from '../../shared/notify/format.ts';
import { sentence } from '../../shared/notify/text.ts';
import type { Answer, Explanation, PlaybookResult } from '../explain/explanation.ts';
import { signalWords } from './signal-words.ts';
import { oneLine, wrapped } from './words.ts';

/** Where the second column begins. */
const COLUMN = 10;
/** Actions of one plan that are spelled out. */
const ACTIONS_SHOWN = 3;

/** An explanation for a tired reader: what happened, why, what to do, and what each playbook makes of it. */
export function explanationText(explanation: Explanation): string {
  const { event, signal, cause, results, reason, assumed } = explanation;
  const title = oneLine([event.detailType ?? 'Unknown event', event.id].filter(Boolean).join(' '));
  if (!signal) return [title, entry('Then', sentence(`Nothing: ${reason}`))].join('\n');
  return [
    title,
    entry('What', sentence(signalWords(signal))),
    ...(cause ? causeLines(cause) : []),
    ...(results.length === 0 ? [entry('Then', 'Nothing: no playbook listens to this kind of event.')] : ['']),
    ...results.flatMap((result) => resultLines(result, cause)),
    ...(assumed ? ['', entry('Assumed', sentence(upperFirst(assumed.join('; '))))] : []),
  ].join('\n');
}

function causeLines({ code, summary, nextStep, expected, retryable }: Cause): string[] {
  const help = retryable ? 'a restart can help' : 'a restart cannot help';
  const why = entry('Why', `${sentence(summary)} (${code}: ${expected ? 'normal life' : help})`);
  return expected ? [why] : [why, entry('To do', sentence(nextStep))];
}

function resultLines(result: PlaybookResult, cause: Cause | null): string[] {
  const { playbook, triage, reason, atThreshold } = result;
  if (triage === 'respond') return answerLines(playbook, result, cause);
  const verb = triage === 'count' ? 'counts' : 'ignores';
  const line = paragraph(`${playbook} ${verb} it: ${unrepeated(reason, cause)}`);
  return atThreshold
    ? [line, ...answerLines(`At failure ${atThreshold.failures} it`, atThreshold, cause, COLUMN)]
    : [line];
}

function answerLines(who: string, answer: Answer, cause: Cause | null, indent = 2): string[] {
  const { actions, verdict, nextStep } = answer;
  const reason = unrepeated(answer.reason, cause);
  const plan = paragraph(`${who} would ${planWords(actions)}: ${reason}`, indent);
  const more = [
    ...(nextStep && nextStep !== cause?.nextStep ? [`To do: ${nextStep}`] : []),
    ...(verdict ? [`${HOW_FAR[verdict.type]} (${ruleWords(verdict)})`] : []),
  ];
  const handsOn = (answer.handsOn ?? []).flatMap((one) => answerLines(one.target, one, cause, COLUMN));
  return [plan, ...[...(answer.lines ?? []), ...more].map((line) => paragraph(line, COLUMN)), ...handsOn];
}

function planWords(actions: Answer['actions']): string {
  if (actions.length === 0) return 'do nothing';
  const named = actions.slice(0, ACTIONS_SHOWN).map((action) => actionWords(action).act);
  const rest = actions.length > named.length ? [`do ${actions.length - named.length} more like it`] : [];
  return [...named, ...rest].join(' and ');
}

const HOW_FAR: Readonly<Record<Verdict['type'], string>> = {
  act: 'It may do so by itself',
  ask: 'It would ask in Slack first',
  observe: 'It would only say so, and change nothing',
  deny: 'It may not: a guardrail forbids it',
};

function ruleWords({ by, reason }: Pick<Verdict, 'by' | 'reason'>): string {
  return namesItsRule({ by, reason }) ? reason : `${by}: ${reason}`;
}

/** A reason without the cause's summary, which stands above already, unless nothing else is left. */
function unrepeated(reason: string, cause: Cause | null): string {
  if (!cause) return reason;
  return reason.replace(`: ${cause.summary}`, '').replace(`${clause(cause)}; `, '') || reason;
}

/** A label and its text beside each other, the text wrapped in its own column. */
function entry(label: string, text: string): string {
  return `  ${label.padEnd(COLUMN - 2)}${wrapped(oneLine(text), COLUMN)}`;
}

/** A sentence that begins at `indent` and goes on in the second column. */
function paragraph(text: string, indent = 2): string {
  return `${' '.repeat(indent)}${wrapped(sentence(oneLine(text)), COLUMN)}`;
}
