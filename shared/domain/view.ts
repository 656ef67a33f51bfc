import type { Attempt, Outcome, Plan, Verdict } from './decision.ts';
import type { ApprovalAnswer, IncidentRef } from './incident.ts';
import type { Evidence } from './playbook.ts';

/** Where the incident stands, as people should see it. */
export type Phase = 'asking' | 'acting' | 'verifying' | 'holding' | 'waiting' | 'closed';

/** One incident as its Slack message shows it: a projection of the response's state, rendered anew each time. */
export interface IncidentView {
  readonly incident: IncidentRef;
  readonly phase: Phase;
  /** ISO 8601: when this view was true. */
  readonly at: string;
  readonly evidence: Evidence;
  /** Capped and redacted, oldest first. */
  readonly logTail: readonly string[];
  /** Why, in the playbook's words, and what a person can do. */
  readonly reason: string;
  readonly nextStep?: string;
  readonly plan?: Plan;
  readonly verdict?: Verdict;
  readonly attempts: readonly Attempt[];
  readonly approval?: PendingApproval;
  /** The last answer given, whoever gave it. */
  readonly answer?: ApprovalAnswer;
  readonly outcome?: Outcome;
  readonly budget?: { readonly used: number; readonly limit: number };
  readonly cooldownMinutes: number;
}

export interface PendingApproval {
  readonly planHash: string;
  readonly expiresAt: string;
}

/** Where the message lives, once it was posted. */
export interface SlackThread {
  readonly channel: string;
  readonly ts: string;
}
