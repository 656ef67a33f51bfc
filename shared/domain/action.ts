import { sha256 } from './digest.ts';
import type { Json } from './json.ts';

/** RunTask's awsvpc configuration. */
export interface NetworkConfiguration {
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
  readonly assignPublicIp: 'ENABLED' | 'DISABLED';
}

interface ActionBase {
  /** The ARN that is written to, or the cluster's for a new task. */
  readonly target: string;
  readonly clusterArn: string;
  readonly risk: 'low' | 'medium' | 'high';
}

/** Start a task again, as it was. `clientToken` makes AWS answer a repeat with the same task. */
export interface RunTask extends ActionBase {
  readonly kind: 'ecs.run-task';
  readonly clientToken: string;
  /** The task that failed: the new one takes its place. */
  readonly replaces: string;
  readonly taskDefinitionArn: string;
  readonly startedBy: string;
  readonly group?: string;
  readonly launchType?: string;
  readonly capacityProvider?: string;
  readonly platformVersion?: string;
  readonly network?: NetworkConfiguration;
  readonly overrides?: Json;
  readonly enableExecuteCommand?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Point a service at a task definition, if it still uses the one we saw. */
export interface DeployRevision extends ActionBase {
  readonly kind: 'ecs.deploy-revision';
  readonly service: string;
  readonly from: string;
  readonly to: string;
  readonly inverse: DeployRevisionInverse;
}
export type DeployRevisionInverse = Omit<DeployRevision, 'inverse'>;

/** Set a service's desired count, if it is still the one we saw. */
export interface SetDesiredCount extends ActionBase {
  readonly kind: 'ecs.set-desired-count';
  readonly service: string;
  /** The task definition that the service used when this was decided. */
  readonly revision: string;
  readonly from: number;
  readonly to: number;
  readonly inverse: SetDesiredCountInverse;
}
export type SetDesiredCountInverse = Omit<SetDesiredCount, 'inverse'>;

/** One write to AWS as plain data: storable, showable, comparable. */
export type Action = RunTask | DeployRevision | SetDesiredCount;
export type ActionKind = Action['kind'];

/** Twelve hex digits that are equal exactly when the plans are: what an approval is bound to. */
export function planHash(actions: readonly Action[]): string {
  return sha256(canonical(actions)).slice(0, 12);
}

export function actionHash(action: Action): string {
  return planHash([action]);
}

/** JSON with sorted keys, so that equal values give equal text. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
