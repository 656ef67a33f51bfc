import type { ActionKind } from './action.ts';
import type { Cause } from './cause.ts';
import type { Config, Route } from './config.ts';
import type { Attempt, Check, Decision, Outcome, Plan, Triage } from './decision.ts';
import type { HoursRecord, StayOffer } from './hours.ts';
import type { IncidentRecord, IncidentRef } from './incident.ts';
import type { Reads } from './reads.ts';
import type { Signal, SignalKind, TaskState } from './signal.ts';
import type { Target } from './target.ts';

/** What a response knows when it gathers. */
export interface Situation {
  readonly incident: IncidentRef;
  readonly record: IncidentRecord;
  /** What was tried in this incident, oldest first. */
  readonly attempts: readonly Attempt[];
  readonly config: Config;
  /** Who sleeps in the target's account and Region, as the ledger remembers. */
  readonly hours: () => Promise<HoursRecord>;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The facts of the round before, in this incident; absent in its first round, and when verifying. */
  readonly before?: unknown;
}

/** What people are shown besides the decision: collected by the playbook, rendered by `notify/`. */
export interface Evidence {
  /** "payments-api is crash-looping": subject and predicate, no state word. */
  readonly headline: string;
  readonly cause?: Cause;
  /** How many failures there were; absent for what is no failure, such as a sweep. */
  readonly failures?: number;
  /** How much it is about, where it is no failure: "312 of 2,040 images, 41.2 GiB". */
  readonly extent?: string;
  /** What else people want to know, each under its label. */
  readonly details?: readonly { readonly label: string; readonly text: string }[];
  /** What it is about, one line each, the most important first: repositories, services. */
  readonly list?: { readonly title: string; readonly lines: readonly string[] };
  readonly firstAt?: string;
  readonly lastAt?: string;
  readonly desired?: number;
  readonly running?: number;
  /** `family:revision` that fails, and the last that was steady. */
  readonly revision?: string;
  readonly lastSteady?: string;
  readonly image?: string;
  readonly deployedAt?: string;
  readonly deployedBy?: string;
  readonly exitCodes?: readonly number[];
  /** A task whose log is worth reading; `container` is the one that failed. */
  readonly deadTask?: { readonly task: TaskState; readonly container: string };
}

/** JSON-safe, because it is checkpointed between the steps of a response. */
export interface Gathered<Facts> {
  readonly facts: Facts;
  readonly evidence: Evidence;
  readonly tags: Readonly<Record<string, string>>;
  /** The group of the marks that this is about: what is quiet once people were told of it. */
  readonly group: string;
  /** Ids of the marks that this deals with; the others are news when the incident closes. */
  readonly seen: readonly string[];
  /** What the next incident of this key finds in its record: at most 100 KB, kept when this one closes. */
  readonly remember?: string;
  /** A schedule that people may keep awake, while this waits and after it has ended. */
  readonly stay?: StayOffer;
}

export const DOMAINS = ['ecs', 'ecr', 'scaling'] as const;
export type Domain = (typeof DOMAINS)[number];

/** What a setting's schema must be able to do; zod's schemas do. */
export interface SettingsSchema<Settings> {
  parse(input: unknown): Settings;
}

/** How a playbook answers an incident. `decide` is pure; `gather` and `verify` only read. */
export interface PlaybookResponse<Settings = unknown, Facts = unknown> {
  /** A read that throws means that nothing is done. */
  gather(situation: Situation, reads: Reads, settings: Settings): Promise<Gathered<Facts>>;
  /** `now` in milliseconds since the epoch. */
  decide(facts: Facts, settings: Settings, now: number): Decision;
  verify(plan: Plan, situation: Situation, reads: Reads, settings: Settings, now: number): Promise<Check>;
}

/** One automation. `triage` is pure, and all that a door loads before there is an incident. */
export interface Playbook<Settings = unknown, Facts = unknown> {
  readonly id: string;
  /** What it answers to: each domain has a triage function and a response function, with a role of its own. */
  readonly domain: Domain;
  /** One sentence: the documentation, the log field and the notification's title. */
  readonly summary: string;
  readonly hears: readonly SignalKind[];
  /** A zod/mini object schema in which every key has a default: `parse({})` gives the defaults. */
  readonly settings: SettingsSchema<Settings>;
  /** IAM actions that `gather` and `verify` need; what its actions need is declared beside the executors. */
  readonly permissions: readonly string[];
  readonly actions: readonly ActionKind[];
  triage(signal: Signal, cause: Cause | null, settings: Settings, routes: readonly Route[]): Triage;
  /** Inline, or behind an `import()` when it is long: triage pays for every byte at its start. */
  response(): Promise<PlaybookResponse<Settings, Facts>>;
  /**
   * For how long after an incident that ended so the failures of the same revision are no news; `undefined`
   * when each of them is.
   */
  quietSeconds(outcome: Outcome, settings: Settings, target: Target): number | undefined;
}
