import type { CauseCode } from '../domain/cause.ts';
import type { TaskState } from '../domain/signal.ts';
import type { Ending } from './ending.ts';

/** What a rule may look at. */
export interface StopFacts {
  readonly task: TaskState;
  /** The task's stop code; empty when the event has none. */
  readonly stopCode: string;
  /** The task's reason and its containers' reasons, one a line. */
  readonly text: string;
  readonly ofService: boolean;
  readonly ending: Ending;
}

/**
 * One row of the table. It applies when all that it names is so: a stop code, one or two patterns in the reasons,
 * a fact. Sentences have blanks: `{subject|a secret}`; see `fill`. The known names are subject, container, exit,
 * role, secret, key and reason.
 */
export interface Rule {
  readonly code: CauseCode;
  /** The AWS page that documents it, or where the text was seen. */
  readonly source: string;
  readonly stopCodes?: readonly string[];
  readonly when?: RegExp;
  readonly and?: RegExp;
  readonly given?: (facts: StopFacts) => boolean;
  readonly retryable: boolean;
  readonly expected?: boolean;
  readonly subject?: (facts: StopFacts) => string | undefined;
  readonly summary: string;
  readonly nextStep: string;
}

export function applies(rule: Rule, facts: StopFacts): boolean {
  if (rule.stopCodes && !rule.stopCodes.includes(facts.stopCode)) return false;
  if (rule.when && !rule.when.test(facts.text)) return false;
  if (rule.and && !rule.and.test(facts.text)) return false;
  return rule.given?.(facts) ?? true;
}
