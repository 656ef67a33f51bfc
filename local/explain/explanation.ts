import type { Action } from '../../shared/domain/action.ts';
import type { Cause } from '../../shared/domain/cause.ts';
import type { Triage, Verdict } from '../../shared/domain/decision.ts';
import type { Signal } from '../../shared/domain/signal.ts';

/** What would become of one event. Names and values are a contract, kept stable; keys are only ever added. */
export interface Explanation {
  readonly event: EventHead;
  /** The file in `functions/` that it comes through. */
  readonly door: string | null;
  readonly signal: Signal | null;
  readonly cause: Cause | null;
  /** One for each playbook that hears this kind of signal. */
  readonly results: readonly PlaybookResult[];
  /** Why nothing listens to it: only where `signal` is null. */
  readonly reason?: string;
  /** What the made-up fleet takes for granted: only where a playbook asked it. */
  readonly assumed?: readonly string[];
}

/** The event's own words about itself, null where it has none. */
export interface EventHead {
  readonly id: string | null;
  readonly source: string | null;
  readonly detailType: string | null;
}

export interface PlaybookResult extends Answer {
  readonly playbook: string;
  readonly triage: Triage['type'];
  /** What would be done once the failures reach the threshold: only where triage counts. */
  readonly atThreshold?: Answer & { readonly failures: number };
}

/** What a playbook does and why. `decision` knows no waiting: what waits first has `waitSeconds`. */
export interface Answer {
  readonly decision: 'nothing' | 'act';
  readonly reason: string;
  readonly actions: readonly Action[];
  readonly waitSeconds?: number;
  /** How far the guardrails let it go: only where there is something to do. */
  readonly verdict?: Pick<Verdict, 'type' | 'by' | 'reason'>;
  readonly nextStep?: string;
  /** Of each thing that it looked at, one line: only where a schedule decides about many. */
  readonly lines?: readonly string[];
  /** What it hands on to an incident of its own, and what that one makes of it. */
  readonly handsOn?: readonly (Answer & { readonly target: string })[];
}
