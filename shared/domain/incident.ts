import type { Home } from './hours.ts';
import type { Mark, Quiet } from './mark.ts';
import { type FleetTarget, isFleetTarget, placeOf, type Target } from './target.ts';

export type IncidentState = 'counting' | 'open' | 'closed';

/** The ledger's memory of one problem on one target; `key` = playbook + target. */
export interface IncidentRecord {
  readonly key: string;
  readonly state: IncidentState;
  /** How many incidents were opened under this key so far: the fencing token of the newest. */
  readonly generation: number;
  /** The durable execution that owns the open incident. */
  readonly owner?: string;
  /** Failures that no incident has dealt with yet, oldest first. */
  readonly marks: readonly Mark[];
  /** Writes to AWS that were intended, newest last; `id` is the action's hash. */
  readonly acts: readonly Mark[];
  readonly openedAt?: string;
  /** Until then the owner is believed to be alive; it moves on with every look that the owner takes. */
  readonly leaseUntil?: string;
  readonly closedAt?: string;
  /** What people were told of, by every incident so far. */
  readonly quiet: readonly Quiet[];
  /** What the last incident of this key, or the round before, left for the next one: the playbook's own. */
  readonly remembered?: string;
  readonly approval?: Approval;
}

/** A question put to people. It is answered once, before it expires, for this very plan. */
export interface Approval {
  /** Who waits for the answer; absent for an offer to undo, which the response looks for by itself. */
  readonly callbackId?: string;
  readonly planHash: string;
  readonly expiresAt: string;
  readonly approvers: readonly string[];
  readonly answer?: ApprovalAnswer;
  /** The schedule that may be kept awake: an offer, which may be taken up again and again. */
  readonly stay?: Home & { readonly schedule: string };
}

export interface ApprovalAnswer {
  readonly type: 'approved' | 'denied' | 'snoozed' | 'undone';
  /** The Slack user's id. */
  readonly by: string;
  readonly at: string;
}

/** What starts a response: enough to find everything else. JSON, because it is the execution's input. */
export interface IncidentRef {
  readonly key: string;
  readonly id: string;
  readonly generation: number;
  readonly playbook: string;
  readonly target: Target;
  readonly severity: Severity;
  /** What opened it, so that failures which came in too late can open the next one by the same rule. */
  readonly trigger: Trigger;
  readonly openedAt: string;
}

/** Respond at once, or as soon as so many marks of one group lie within the window. */
export type Trigger =
  | { readonly type: 'respond'; readonly reason: string }
  | {
      readonly type: 'count';
      readonly reason: string;
      readonly windowSeconds: number;
      readonly threshold: number;
    };

export type Severity = 'info' | 'warning' | 'critical';

/** The target of a playbook that hears of tasks and services only. */
export function fleetTargetOf({ id, target }: Pick<IncidentRef, 'id' | 'target'>): FleetTarget {
  if (isFleetTarget(target)) return target;
  throw new TypeError(`incident ${id} is about a ${target.kind}, which runs in no cluster`);
}

/**
 * The name of the durable execution that answers an incident, and its owner in the ledger. It changes with the
 * hour, because Lambda never starts a name again, not even one whose execution has failed.
 */
export function executionOf({ id, openedAt }: Pick<IncidentRef, 'id' | 'openedAt'>): string {
  return `${id}-${openedAt.slice(0, 13).replaceAll(/\D/g, '')}`;
}

/** `playbook/account/region/cluster/kind/name`: the ledger's key, stable and readable. `ecr` and `scaling` stand for a cluster. */
export function incidentKey(playbook: string, target: Target): string {
  const { account, region, kind, name } = target;
  const repository = kind === 'vulnerability' ? [target.repository ?? ''] : [];
  return [playbook, account, region, placeOf(target), kind, ...repository, name].join('/');
}
