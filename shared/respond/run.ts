import type { DurableContext } from '@aws/durable-execution-sdk-js';
import type { Deps } from '../deps.ts';
import type { Attempt, Outcome } from '../domain/decision.ts';
import type { StayOffer } from '../domain/hours.ts';
import type { ApprovalAnswer, IncidentRef } from '../domain/incident.ts';
import type { Playbook, PlaybookResponse, Situation } from '../domain/playbook.ts';
import type { PendingApproval } from '../domain/view.ts';

/** What a response uses of Lambda's durable execution: checkpointed steps and waits that cost nothing. */
export type Durable = Pick<DurableContext, 'step' | 'wait' | 'waitForCondition' | 'createCallback'>;

/** One response and all it works with. */
export interface Run {
  readonly ref: IncidentRef;
  /** Who holds the incident: this very execution. */
  readonly owner: string;
  readonly playbook: Playbook;
  readonly response: PlaybookResponse;
  readonly settings: unknown;
  readonly durable: Durable;
  readonly deps: Omit<Deps, 'resume'>;
}

/** What a playbook may know of where it works, whenever it asks. */
export function situated({ ref, deps }: Run): Pick<Situation, 'config' | 'hours'> {
  return { config: deps.config, hours: () => deps.ledger.hours(ref.target) };
}

/** Ids of the marks that were dealt with, and what they are about. */
export interface Dealt {
  readonly seen: readonly string[];
  readonly group: string;
  readonly remember?: string | undefined;
  readonly stay?: StayOffer | undefined;
}

/** What earlier rounds leave to later ones. */
export interface RoundState {
  readonly attempts: readonly Attempt[];
  /** As the last round gathered them. */
  readonly facts?: unknown;
  /** What the last round knew of: dealt with when the incident closes, also when nothing can be read any more. */
  readonly dealt?: Dealt | undefined;
  /** What was done so far can be taken back by a click. */
  readonly undo?: PendingApproval;
  readonly approved?: { readonly planHash: string; readonly answer: ApprovalAnswer };
  /** What was done last works; `fixedAt` (ISO 8601) is when that was first seen. */
  readonly held?: { readonly reason: string; readonly fixedAt: string };
  /** So many rounds in a row could not read everything. */
  readonly blind?: number;
}

/** Another round, or the end. */
export type Next =
  | { readonly type: 'again'; readonly state: RoundState }
  | { readonly type: 'end'; readonly outcome: Outcome | 'taken' };

/** For a day and some hours: for what must not be given up, such as taking an incident and closing it. */
export const A_DAY_OF_TRIES = 40;
/** An owner that gave no sign of life for so long, beyond what it said that it would wait, is dead. */
const LEASE_SECONDS = 2 * 3600;

/** ISO 8601: until when an owner that now waits for `seconds` is believed to be alive. */
export function lease(now: number, seconds = 0): string {
  return new Date(now + (seconds + LEASE_SECONDS) * 1000).toISOString();
}

const FIVE_MINUTES = 300;

/**
 * Try a step so many times, with a growing pause: at one layer, beside the SDK's own three tries per call. A
 * service that asks for patience is there again, so its wish is granted, and five minutes are the most beyond it.
 */
export function retry(tries: number, firstSeconds: number, longestSeconds = FIVE_MINUTES) {
  return (error: Error, attempt: number) => {
    const own = Math.min(firstSeconds * 2 ** (attempt - 1), longestSeconds);
    const asked = ('retryAfterSeconds' in error && Number(error.retryAfterSeconds)) || 0;
    const seconds = asked > 0 ? Math.max(asked, Math.min(own, FIVE_MINUTES)) : own;
    return { shouldRetry: attempt < tries, delay: { seconds } };
  };
}

export function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
