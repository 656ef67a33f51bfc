import type { Verdict } from '../../shared/domain/decision.ts';
import { upperFirst } from '../../shared/notify/format.ts';
import type { Step, StepOf } from './turn.ts';
import { clipText } from './wrap.ts';

export type Tone = 'plain' | 'dim' | 'strong' | 'good' | 'warn' | 'bad';

/** One turn of the story: "label  what: reason", and lines that belong under it. */
export interface StepLine {
  readonly label: string;
  readonly what: string;
  readonly tone: Tone;
  /** Left out when it was said just before. */
  readonly reason?: string;
  readonly more?: readonly string[];
}

/** Steps that are one line each; messages, headings and tables are drawn elsewhere. */
export type LineStep = Exclude<Step, StepOf<'begin' | 'slack' | 'end' | 'summary'>>;

/** So much is shown of AWS's own words: the cause below says the same for people. */
const DETAIL = 130;

/** A step in words; pure. */
export function stepLine(step: LineStep): StepLine {
  switch (step.step) {
    case 'scene':
      return { label: '', what: step.text, tone: 'strong' };
    case 'signal':
      return signalLine(step);
    case 'cause':
      return causeLine(step);
    case 'triage':
      return triageLine(step);
    case 'decision':
      return decisionLine(step);
    case 'verdict':
      return { label: 'verdict', ...VERDICT[step.verdict](step.by), reason: step.reason };
    case 'answer':
      return {
        label: 'click',
        what: `@${step.by} clicks ${upperFirst(step.answer.replaceAll('-', ' '))}`,
        tone: 'strong',
      };
    case 'action':
      return actionLine(step);
    case 'verification':
      return checkLine(step);
    case 'outcome':
      return { label: 'outcome', what: step.outcome, reason: step.reason, tone: 'strong' };
  }
}

const VERDICT: Readonly<Record<Verdict['type'], (by: string) => Pick<StepLine, 'what' | 'tone'>>> = {
  act: (by: string) => ({ what: `allowed (rule ${by})`, tone: 'good' }),
  ask: (by: string) => ({ what: `ask people (rule ${by})`, tone: 'warn' }),
  observe: (by: string) => ({ what: `observe only (rule ${by})`, tone: 'warn' }),
  deny: (by: string) => ({ what: `forbidden (rule ${by})`, tone: 'bad' }),
};

const CHECK = {
  verify: {
    held: 'it worked',
    failed: 'it did not work',
    changed: 'changed meanwhile',
    waiting: 'not in time',
  },
  hold: {
    held: 'it held',
    failed: 'it came back',
    changed: 'changed meanwhile',
    waiting: 'not steady any more',
  },
} as const;

function signalLine({ kind, subject, detail }: StepOf<'signal'>): StepLine {
  return { label: 'signal', what: `${kind} · ${subject} · ${clipText(detail, DETAIL)}`, tone: 'plain' };
}

function causeLine({ code, summary, retryable, expected }: StepOf<'cause'>): StepLine {
  const restart = retryable ? 'a restart can help' : 'a restart cannot help';
  const what = `${code}, ${expected ? 'normal life' : restart}`;
  return { label: 'cause', what, reason: summary, tone: 'plain' };
}

function triageLine({ triage, playbook, target, reason }: StepOf<'triage'>): StepLine {
  if (triage === 'ignored')
    return { label: 'triage', what: `ignored by ${playbook}: ${reason}`, tone: 'dim' };
  return triage === 'open'
    ? { label: 'triage', what: `incident on ${target}`, reason, tone: 'warn' }
    : { label: 'triage', what: `counted for ${target}`, reason, tone: 'dim' };
}

function decisionLine({ decision, reason, actions, nextStep }: StepOf<'decision'>): StepLine {
  const next = nextStep === undefined ? [] : [`next: ${nextStep}`];
  if (decision !== 'act') {
    const what = decision === 'wait' ? 'wait' : 'do nothing';
    return { label: 'decision', what, reason, tone: 'plain', more: next };
  }
  const what = actions.map(({ words }) => words).join(', then ');
  return { label: 'decision', what, tone: 'plain', more: [`because ${reason}`, ...next] };
}

function actionLine({ kind, change, result, reason }: StepOf<'action'>): StepLine {
  const line = { label: 'action', what: `${kind} ${result}: ${change}` };
  return result === 'done' ? { ...line, tone: 'good' } : { ...line, reason, tone: 'bad' };
}

function checkLine({ watch, result, reason }: StepOf<'verification'>): StepLine {
  return { label: 'check', what: CHECK[watch][result], reason, tone: result === 'held' ? 'good' : 'warn' };
}
