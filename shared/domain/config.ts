import type { Severity } from './incident.ts';
import type { Json } from './json.ts';
import type { Mode } from './mode.ts';

/** `watchkeeper.yml`, decoded, with every default filled in. Frozen at cold start. */
export interface Config {
  /** For whatever no playbook, cluster or tag says otherwise. */
  readonly mode: Mode;
  readonly playbooks: Readonly<Record<string, PlaybookConfig>>;
  readonly clusters: readonly ClusterMode[];
  readonly routes: readonly Route[];
  /** Slack user ids that may answer. Empty means that nobody can approve. */
  readonly approvers: readonly string[];
  readonly approval: { readonly expiresMinutes: number; readonly snoozeMinutes: number };
  readonly protect: readonly ProtectedResource[];
  readonly freezes: readonly Freeze[];
  readonly budgets: Budgets;
  readonly cooldownMinutes: number;
  readonly fleet: FleetLimits;
}

export interface PlaybookConfig {
  readonly mode?: Mode | undefined;
  /** Already checked against the playbook's schema, with its defaults. */
  readonly settings: Json;
}

/** `cluster` and `service` are names with `*` for any run of characters. The first match counts. */
export interface ClusterMode {
  readonly cluster: string;
  readonly mode: Mode;
}
/** What runs in a cluster, the images of a repository, or what runs the instances of clusters; names with `*`. */
export type ProtectedResource =
  | { readonly cluster: string; readonly name: string; readonly reason: string }
  | { readonly repository: string; readonly reason: string }
  | { readonly autoScalingGroup: string; readonly reason: string }
  | { readonly capacityProvider: string; readonly reason: string };
export interface Route {
  readonly cluster?: string | undefined;
  readonly repository?: string | undefined;
  readonly playbook?: string | undefined;
  readonly severity?: Severity | undefined;
  /** A Slack channel id (C…) or #name. */
  readonly channel: string;
}

/**
 * No automatic change while it lasts. Weekly: `days` with `from` and `to` as HH:MM in `timezone` (IANA); a
 * `to` before `from` runs into the next day. Dated: `start` and `end` as local ISO dates or date-times.
 */
export type Freeze =
  | {
      readonly name: string;
      readonly timezone: string;
      readonly days: readonly Weekday[];
      readonly from: string;
      readonly to: string;
    }
  | { readonly name: string; readonly timezone: string; readonly start: string; readonly end: string };

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export interface Budgets {
  /** Actions on one target in 24 hours. */
  readonly perTargetPerDay: number;
  /** Actions in this account and region in one clock hour. */
  readonly perAccountPerHour: number;
}

export interface FleetLimits {
  /** Hands off when more than this share of a cluster's services fails at once. */
  readonly maxFailingPercent: number;
  /** So many failing services are tolerated whatever the share: half of two services is not a fleet. */
  readonly minFailingServices: number;
  /** How long a failing service counts as failing. */
  readonly windowMinutes: number;
}
