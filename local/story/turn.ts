import type { CauseCode } from '../../shared/domain/cause.ts';
import type { ActionResult, Check, Outcome, Verdict } from '../../shared/domain/decision.ts';
import type { SlackMessage } from '../../shared/notify/message.ts';

/** What one scenario came to, counted. */
export interface Account {
  /** Events that the fleet sent, and how many of them told of a stopped task. */
  readonly events: number;
  readonly stops: number;
  readonly incidents: number;
  /** How each incident ended, in the order of their ends. */
  readonly outcomes: readonly Outcome['type'][];
  /** What was decided, and what the guardrails said of it; empty when there was nothing to decide. */
  readonly decision: StepOf<'decision'>['decision'] | '';
  readonly verdict: Verdict['type'] | '';
  /** Calls to AWS that change something, by command: "UpdateService". */
  readonly writes: readonly string[];
  /** Root messages in Slack. */
  readonly messages: number;
  /** Simulated seconds from beginning to end. */
  readonly seconds: number;
}

export interface Row extends Account {
  readonly scenario: string;
  /** What is not as it should be; empty when all is. */
  readonly problems: readonly string[];
}

/** One action, in the words that people read in Slack. */
export interface ActionWords {
  readonly kind: string;
  readonly words: string;
  readonly change: string;
}

/** What happened, whatever step it belongs to. */
export type Step =
  | { readonly step: 'begin'; readonly summary: string; readonly expects: string }
  /** What the scenario lets happen to the fleet, or what a person does. */
  | { readonly step: 'scene'; readonly text: string }
  | { readonly step: 'signal'; readonly kind: string; readonly subject: string; readonly detail: string }
  | {
      readonly step: 'cause';
      readonly code: CauseCode;
      readonly retryable: boolean;
      readonly expected: boolean;
      readonly summary: string;
      readonly nextStep: string;
      readonly names?: string;
    }
  | {
      readonly step: 'triage';
      readonly triage: 'ignored' | 'counting' | 'open';
      readonly playbook: string;
      /** The service or task family; absent where nothing was made of the signal. */
      readonly target?: string;
      readonly reason: string;
    }
  | {
      readonly step: 'decision';
      readonly decision: 'act' | 'wait' | 'nothing';
      readonly reason: string;
      readonly actions: readonly ActionWords[];
      readonly nextStep?: string;
    }
  | {
      readonly step: 'verdict';
      readonly verdict: Verdict['type'];
      readonly by: string;
      readonly reason: string;
    }
  | { readonly step: 'answer'; readonly answer: string; readonly by: string }
  | {
      readonly step: 'action';
      readonly kind: string;
      readonly change: string;
      readonly result: ActionResult['type'];
      readonly reason: string;
    }
  | {
      readonly step: 'verification';
      readonly watch: 'verify' | 'hold';
      readonly result: Check['type'];
      readonly reason: string;
    }
  | {
      readonly step: 'slack';
      readonly channel: string;
      /** How often the message was brought up to date since it was posted. */
      readonly edits: number;
      readonly message: SlackMessage;
      /** Lines of its thread so far. */
      readonly thread: readonly string[];
    }
  | { readonly step: 'outcome'; readonly outcome: Outcome['type']; readonly reason: string }
  | { readonly step: 'end'; readonly row: Row }
  | {
      readonly step: 'summary';
      readonly passed: number;
      readonly failed: number;
      readonly rows: readonly Row[];
    };

/** One turn of the story. `at` is simulated time in ISO 8601; `incident` is the incident's id. */
export type Turn = Step & { readonly at: string; readonly scenario: string; readonly incident?: string };

export type StepOf<Name extends Step['step']> = Extract<Step, { readonly step: Name }>;
export type Tell = (turn: Turn) => void;
