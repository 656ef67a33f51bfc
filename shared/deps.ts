import type { Action } from './domain/action.ts';
import type { Config } from './domain/config.ts';
import type { ActionResult, Receipt } from './domain/decision.ts';
import type { KillSwitch } from './domain/guard.ts';
import type { CapacityStore, Home, StayAwake } from './domain/hours.ts';
import type { Approval, ApprovalAnswer, IncidentRecord, IncidentRef } from './domain/incident.ts';
import type { Mark } from './domain/mark.ts';
import type { Reads } from './domain/reads.ts';
import type { FleetView, IncidentView, SlackThread } from './domain/view.ts';

/** The time, in milliseconds since the epoch. */
export type Clock = () => number;

/** Structured logging: a static message, and fields. Powertools' Logger fits. */
export interface Log {
  debug(message: string, fields?: Record<string, unknown>): void;
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
}

/** One count or duration under a name of `METRICS`, with low-cardinality dimensions. */
export type Measure = (
  name: MetricName,
  value: number,
  dimensions?: Readonly<Record<string, string>>,
) => void;
export type MetricName =
  | 'signals'
  | 'incidents'
  | 'actions'
  | 'refusals'
  | 'outcomes'
  | 'time-to-fix-seconds';

export interface Ledger extends CapacityStore {
  /**
   * Remember failures under a key and read the record back: one write. At `MARKS_CAP` marks it stops adding.
   * A repeat changes nothing.
   */
  mark(key: string, marks: readonly Mark[]): Promise<IncidentRecord>;
  /** Forget these marks: they are too old to count. */
  prune(key: string, marks: readonly Mark[]): Promise<void>;
  read(key: string): Promise<IncidentRecord | undefined>;
  /** Take the incident for `owner` until a moment (ISO 8601): once per generation; the owner may repeat it. */
  claim(ref: IncidentRef, owner: string, until: string): Promise<'claimed' | 'taken'>;
  /** Say that the owner lives, and read the record: one write. Undefined when the incident is not its any more. */
  renew(ref: IncidentRef, owner: string, until: string): Promise<IncidentRecord | undefined>;
  /** Write down that an action will be tried, before it is. FencedError when the incident has another owner. */
  intend(ref: IncidentRef, owner: string, act: Mark): Promise<IncidentRecord>;
  /** Take `id` out of a budget for this clock hour; `false` when it is used up. A repeat costs nothing. */
  spend(budget: string, id: string, now: number, limit: number): Promise<boolean>;
  spent(budget: string, now: number): Promise<number>;
  receipt(receipt: Receipt): Promise<void>;
  ask(ref: IncidentRef, owner: string, approval: Approval, until: string): Promise<void>;
  /** The first answer wins: gives the one that counts, or undefined when nothing was asked. */
  answer(key: string, planHash: string, answer: ApprovalAnswer): Promise<Approval | undefined>;
  /** Gives the record as it stands then: marks that are left came too late to be dealt with. */
  close(ref: IncidentRef, owner: string, closing: Closing): Promise<IncidentRecord>;
  /**
   * Let a schedule be up until a moment, whatever it says. False when a wish stands that was uttered later; a repeat
   * changes nothing.
   */
  stayAwake(home: Home, wish: StayAwake): Promise<boolean>;
}

/** How an incident is closed: the failures it dealt with never open another one. */
export interface Closing {
  readonly at: string;
  /** Ids of marks. */
  readonly seen: readonly string[];
  /** Until then failures of this group are no news. Absent: whatever comes is. */
  readonly quiet?: { readonly group: string; readonly until: string };
  /** For the next incident of this key. Absent: what earlier ones left stays. */
  readonly remember?: string | undefined;
  /** What is still offered once it is closed. */
  readonly offer?: Approval | undefined;
}

/** Carries out one action: re-checks its precondition right before the call, and repeats harmlessly. */
export type Execute = (action: Action) => Promise<ActionResult>;

export interface Notifier {
  /** Post the incident's message, or bring it up to date. Throws when Slack does not take it. */
  show(view: IncidentView, thread: SlackThread | undefined): Promise<SlackThread>;
  /** One line in the thread; `broadcast` also shows it in the channel. */
  reply(thread: SlackThread, text: string, broadcast: boolean): Promise<void>;
  /** One message for a whole cluster, in place of one per service. */
  showFleet(view: FleetView, thread: SlackThread | undefined): Promise<SlackThread>;
}

/** Every side effect, in one readonly bag. Ask for less where less is needed: `Pick<Deps, 'clock'>`. */
export interface Deps {
  readonly account: string;
  readonly region: string;
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly measure: Measure;
  readonly ledger: Ledger;
  readonly reads: Reads;
  readonly execute: Execute;
  readonly notifier: Notifier;
  readonly killSwitch: () => Promise<KillSwitch>;
  /** Start the response to an incident; starting it again is harmless. */
  readonly startResponse: (ref: IncidentRef) => Promise<void>;
  /** Hand an answer to the response that waits for it; handing it over again is harmless. */
  readonly resume: (callbackId: string, answer: ApprovalAnswer) => Promise<void>;
}
