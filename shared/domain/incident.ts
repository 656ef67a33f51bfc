import type { Home } from './hours.ts';

/** What an incident is about. */
export type Target = FleetTarget | RegistryTarget | ScalingTarget;

interface TargetBase {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  readonly name: string;
}

/** Something that runs in a cluster. `name` is a service's name or a task family. */
export interface FleetTarget extends TargetBase {
  readonly kind: 'service' | 'family';
  readonly clusterArn: string;
  readonly cluster: string;
}

/**
 * Something that lies in ECR: the registry of an account and Region (`name` is `registry`), one repository, or one
 * vulnerability (`name` is its id) in the images of a family of repositories.
 */
export interface RegistryTarget extends TargetBase {
  readonly kind: 'registry' | 'repository' | 'vulnerability';
  /** For a vulnerability with `*` for any run of characters; absent for the whole registry. */
  readonly repository?: string;
}

/**
 * Something that scales outside of a cluster, or an alarm that is about itself; `account` (`name` is `scaling`)
 * is all that scales in an account and Region, `schedule` what sleeps and wakes together.
 */
export interface ScalingTarget extends TargetBase {
  readonly kind: 'auto-scaling-group' | 'capacity-provider' | 'alarm' | 'schedule' | 'account';
}

export function isFleetTarget(target: Target): target is FleetTarget {
  return target.kind === 'service' || target.kind === 'family';
}

export function isRegistryTarget(target: Target): target is RegistryTarget {
  return target.kind === 'registry' || target.kind === 'repository' || target.kind === 'vulnerability';
}

/** The cluster, or what stands for it where there is none: for keys, routes and headlines. */
export function placeOf(target: Target): string {
  if (isFleetTarget(target)) return target.cluster;
  return isRegistryTarget(target) ? 'ecr' : 'scaling';
}

/** The target of a playbook that hears of tasks and services only. */
export function fleetTargetOf({ id, target }: Pick<IncidentRef, 'id' | 'target'>): FleetTarget {
  if (isFleetTarget(target)) return target;
  throw new TypeError(`incident ${id} is about a ${target.kind}, which runs in no cluster`);
}

/**
 * One failure, remembered. `id` makes a repeat harmless, `group` says what is counted together (a task
 * definition revision), `data` is the playbook's own.
 */
export interface Mark {
  readonly at: string;
  readonly id: string;
  readonly group: string;
  readonly data?: string;
}

/** Marks kept per key: about 90 KB, a quarter of DynamoDB's item limit. */
export const MARKS_CAP = 1000;

/** For people: what lies above the cap was not counted. */
export function failureCount(failures: number): string {
  return failures >= MARKS_CAP ? `${MARKS_CAP.toLocaleString('en')}+` : String(failures);
}

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

/** The incident of this generation dealt with this group: its failures are no news until then. */
export interface Quiet {
  readonly group: string;
  readonly until: string;
  readonly generation: number;
}

/** Whether people were told of this not long ago, so that it is no news. */
export function isQuiet(record: Pick<IncidentRecord, 'quiet'>, mark: Mark): boolean {
  return mark.at < (lastTold(record, mark)?.until ?? '');
}

/** The newest word on this group; a mark without a group is about whatever revision there is. */
export function lastTold(
  { quiet }: Pick<IncidentRecord, 'quiet'>,
  { group }: Pick<Mark, 'group'>,
): Quiet | undefined {
  return quiet
    .filter((told) => group === '' || told.group === group)
    .toSorted((a, b) => a.generation - b.generation)
    .at(-1);
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
