import type { Action } from './action.ts';
import type { Severity, Trigger } from './incident.ts';
import type { Mark } from './mark.ts';
import type { Target } from './target.ts';

/** What triage makes of one signal. Every path has a reason. */
export type Triage =
  | { readonly type: 'ignore'; readonly reason: string }
  | (Trigger & { readonly target: Target; readonly mark: Mark; readonly severity: Severity });

/** A failure that is counted or answered. */
export type Occurrence = Exclude<Triage, { readonly type: 'ignore' }>;

/** What to do, from facts alone. */
export type Decision =
  | {
      readonly type: 'nothing';
      readonly reason: string;
      /** What a person must do; without it nothing is left to do. */
      readonly nextStep?: string;
      /** The world moved on by itself or by somebody's hand, so what was tried is no failure. */
      readonly released?: boolean;
      /** Nobody needs to hear of it: the log has the reason. */
      readonly silent?: boolean;
      /** Nothing is left of the problem, whoever solved it: read from the world. */
      readonly fixed?: boolean;
      /** What other incidents of this playbook are to deal with: each is counted or answered as triage would. */
      readonly passOn?: readonly Occurrence[];
    }
  | {
      readonly type: 'wait';
      readonly reason: string;
      readonly seconds: number;
      /** What people are to do meanwhile, and what must become true: "a fixed image to be deployed". */
      readonly nextStep?: string;
      readonly waitsFor?: string;
      /** Nobody needs to hear of it while nothing was told of the incident yet. */
      readonly silent?: boolean;
    }
  | {
      readonly type: 'act';
      readonly reason: string;
      readonly actions: readonly Action[];
      /** How success is recognised, for people. */
      readonly success: string;
      /** Give up waiting for success after so long. */
      readonly deadlineSeconds: number;
      /** After success, watch so long whether the problem comes back. */
      readonly holdSeconds: number;
      /** After that, decide once more: there may be more to do. */
      readonly thenDecideAgain?: boolean;
      /** Nothing burns: a question about it stays open for at least so long. */
      readonly patienceMinutes?: number;
      /** People decide about it, also where the mode lets everything else act. */
      readonly alwaysAsk?: boolean;
      /** How soon after the last change it may act again is a rule of its playbook, and kept there. */
      readonly ownCooldown?: boolean;
    };
export type Plan = Extract<Decision, { type: 'act' }>;

/** What a guardrail says of a plan. `by` is the guardrail's id. */
export type Verdict =
  | { readonly type: 'act'; readonly by: string; readonly reason: string }
  | {
      readonly type: 'ask';
      readonly by: string;
      readonly reason: string;
      readonly approvers: readonly string[];
    }
  | { readonly type: 'observe'; readonly by: string; readonly reason: string }
  | { readonly type: 'deny'; readonly by: string; readonly reason: string };

/** What became of one action. `done` carries what AWS answered; `refused` wrote nothing. */
export type ActionResult =
  | { readonly type: 'done'; readonly reason: string; readonly before?: string; readonly after?: string }
  | { readonly type: 'refused'; readonly reason: string }
  | { readonly type: 'failed'; readonly reason: string };

/** One action that was tried, as later rounds and verification see it. `at` is ISO 8601. */
export interface Attempt {
  readonly action: Action;
  readonly result: ActionResult;
  readonly at: string;
}

/** Whether what was done worked, read from the world. */
export type Check =
  | { readonly type: 'waiting'; readonly reason: string }
  /** `final`: it cannot come back any more (a job that finished), so there is nothing to watch. */
  | { readonly type: 'held'; readonly reason: string; readonly final?: boolean }
  /** The world moved on in a way that asks for a new decision. */
  | { readonly type: 'changed'; readonly reason: string }
  | { readonly type: 'failed'; readonly reason: string };

/** How an incident ended. */
export type Outcome =
  | { readonly type: 'held'; readonly reason: string }
  | { readonly type: 'came-back'; readonly reason: string }
  | { readonly type: 'done'; readonly reason: string }
  /** It was done, and a person took it back. */
  | { readonly type: 'undone'; readonly reason: string }
  | { readonly type: 'observed'; readonly reason: string; readonly by: string }
  | { readonly type: 'refused'; readonly reason: string; readonly by: string }
  /** `released`: the world moved on by itself or by somebody's hand. */
  | { readonly type: 'nothing'; readonly reason: string; readonly released?: boolean }
  | { readonly type: 'failed'; readonly reason: string; readonly code: FailureCode };

export type FailureCode =
  | 'read-failed'
  | 'action-failed'
  | 'changed-meanwhile'
  | 'not-verified'
  | 'approval-denied'
  | 'approval-expired';

/** One line of the audit trail: append-only. `approvedBy` is a Slack user id or the rule that allowed it. */
export interface Receipt {
  readonly incident: string;
  readonly generation: number;
  readonly action: Action;
  readonly result: ActionResult;
  readonly planHash: string;
  readonly approvedBy: string;
  readonly at: string;
}
