import type { Config } from './config.ts';
import type { Plan, Verdict } from './decision.ts';
import type { IncidentRecord, IncidentRef } from './incident.ts';

/** All that guardrails may know: plain data, gathered before they are asked. */
export interface GuardFacts {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly incident: IncidentRef;
  readonly record: IncidentRecord;
  /** The service's or the task definition's tags. */
  readonly tags: Readonly<Record<string, string>>;
  readonly killSwitch: KillSwitch;
  /** Actions taken in this account and region in this clock hour. */
  readonly actionsThisHour: number;
  /** Services of the cluster that fail right now, this one included, and all active ones. */
  readonly failingServices: number;
  readonly activeServices: number;
  readonly config: Config;
}

/** `unreadable` counts as on: a switch that cannot be read must not let anything through. */
export type KillSwitch = 'on' | 'off' | 'unreadable';

/** A pure veto over a plan. One that throws denies. */
export interface Guardrail {
  readonly id: string;
  /** One sentence: what it protects. It is the documentation, too. */
  readonly summary: string;
  review(plan: Plan, facts: GuardFacts): Verdict;
}
