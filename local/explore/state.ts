import type { ApprovalAnswer, IncidentRef } from '../../shared/domain/incident.ts';
import type { Item } from '../ledger-table/scope.ts';
import type { Journal } from './journal.ts';
import type { Done, Stand } from './turn.ts';

/** The ledger's table. */
export type Items = Readonly<Record<string, Item>>;

/** Everything there is at one moment, as plain data: two states with the same text have the same future. */
export interface State {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly items: Items;
  readonly service: Service;
  readonly processes: Readonly<Record<string, Process>>;
  /** When each failure so far was told of: ISO 8601. */
  readonly toldAt: readonly string[];
  readonly left: Disturbances;
  readonly history: History;
  /** A write that has lost its condition, to see the exploration fail; as `words.ts` calls it. */
  readonly unconditional?: string;
}

/** The one service: the revision it uses, and whether its tasks run steadily. */
export interface Service {
  readonly revision: string;
  readonly steady: boolean;
}

/** What may still happen, go wrong, or come from people. */
export interface Disturbances {
  readonly failures: number;
  readonly crashes: number;
  readonly deaths: number;
  readonly duplicates: number;
  readonly leases: number;
  readonly clicks: number;
  readonly deployments: number;
  /** So often time passes while somebody is held up in the middle of its work; else work takes no time. */
  readonly stalls: number;
}

export type Input =
  | { readonly kind: 'triage'; readonly task: string; readonly at: string }
  | { readonly kind: 'respond'; readonly ref: IncidentRef }
  | { readonly kind: 'click'; readonly click: Click };

export interface Click {
  readonly action: 'approve' | 'deny' | 'undo';
  readonly key: string;
  readonly planHash: string;
  /** Seconds since the epoch. */
  readonly expires: number;
}

/** One invocation of one function: what it has checkpointed, what it did since, and where it stands. */
export interface Process {
  readonly input: Input;
  readonly journal: Journal;
  readonly done: readonly Done[];
  /** When it began to run from its last checkpoint, and when its sleep is over: milliseconds since the epoch. */
  readonly since: number;
  readonly until?: number;
  readonly stand: Stand;
  /** It died, and nobody starts it again. */
  readonly dead?: true;
}

/** What happened that no item tells, for the invariants. */
export interface History {
  readonly effects: readonly Effect[];
  readonly answers: readonly GivenAnswer[];
}

/** A person's answer, and the question that it was given to. */
export interface GivenAnswer extends ApprovalAnswer {
  readonly generation: number;
  readonly planHash: string;
  readonly expiresAt: string;
}

/** One write to the fleet that changed it. */
export interface Effect {
  readonly generation: number;
  readonly planHash: string;
  /** Whether the ledger took its intent right before, and with that its claim. */
  readonly intended: boolean;
}

/** One less of it is left. */
export function use(state: State, what: keyof Disturbances): State {
  return { ...state, left: { ...state.left, [what]: state.left[what] - 1 } };
}
