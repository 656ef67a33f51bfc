import type { ActionBase } from './action-base.ts';
import type { Json } from './json.ts';

/** RunTask's awsvpc configuration. */
export interface NetworkConfiguration {
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
  readonly assignPublicIp: 'ENABLED' | 'DISABLED';
}

interface FleetActionBase extends ActionBase {
  readonly clusterArn: string;
}

/** Start a task again, as it was. `clientToken` makes AWS answer a repeat with the same task. */
export interface RunTask extends FleetActionBase {
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
export interface DeployRevision extends FleetActionBase {
  readonly kind: 'ecs.deploy-revision';
  readonly service: string;
  readonly from: string;
  readonly to: string;
  readonly inverse: DeployRevisionInverse;
}
export type DeployRevisionInverse = Omit<DeployRevision, 'inverse'>;

/** Set a service's desired count, if it is still the one we saw. */
export interface SetDesiredCount extends FleetActionBase {
  readonly kind: 'ecs.set-desired-count';
  readonly service: string;
  /** The task definition that the service used when this was decided. */
  readonly revision: string;
  readonly from: number;
  readonly to: number;
  readonly inverse: SetDesiredCountInverse;
}
export type SetDesiredCountInverse = Omit<SetDesiredCount, 'inverse'>;

/** Answer a deployment that waits at a pause hook, if it still does. `target` is the ARN of the deployment. */
export interface ContinueDeployment extends FleetActionBase {
  readonly kind: 'ecs.continue-deployment';
  readonly service: string;
  readonly hookId: string;
  readonly decision: 'CONTINUE' | 'ROLLBACK';
}

export type FleetAction = RunTask | DeployRevision | SetDesiredCount | ContinueDeployment;
