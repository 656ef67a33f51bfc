import type { Attempt, Outcome, Plan, Verdict } from './decision.ts';
import type { StayOffer } from './hours.ts';
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
  /** What it waits for while people act: "a fixed image to be deployed". */
  readonly waitsFor?: string;
  readonly plan?: Plan;
  readonly verdict?: Verdict;
  readonly attempts: readonly Attempt[];
  readonly approval?: PendingApproval;
  /** Until then what was done can be taken back by a click. */
  readonly undo?: PendingApproval;
  /** A schedule that may be kept awake by a click; its incident may be closed by then. */
  readonly stay?: PendingStay;
  /** The last answer given, whoever gave it. */
  readonly answer?: ApprovalAnswer;
  readonly outcome?: Outcome;
  /** ISO 8601: when the fix was first seen to work; the watch for a come-back follows. */
  readonly fixedAt?: string;
  readonly budget?: { readonly used: number; readonly limit: number };
  readonly cooldownMinutes: number;
}

export interface PendingApproval {
  readonly planHash: string;
  readonly expiresAt: string;
  /** For the button's label. */
  readonly snoozeMinutes?: number;
}

export interface PendingStay extends StayOffer {
  readonly planHash: string;
}

/** Most of a cluster's services fail at once: one message in place of many. */
export interface FleetView {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  readonly cluster: string;
  /** ISO 8601: when this view was true, and when it began. */
  readonly at: string;
  readonly since?: string;
  readonly failingServices: number;
  readonly activeServices: number;
  /** Names of some of the services that fail. */
  readonly services: readonly string[];
  /** Which rule keeps the hands off, and why. */
  readonly verdict: Verdict;
  /** How many incidents this message stands for. */
  readonly incidents: number;
  readonly recovered: boolean;
}

/** Where the message lives, once it was posted. */
export interface SlackThread {
  readonly channel: string;
  readonly ts: string;
}
