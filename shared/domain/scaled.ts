import { type Action, isHoursAction, isScalingAction } from './action.ts';
import { clusterName } from './arn.ts';
import type { Sleeper } from './hours.ts';
import type { ScalingAction } from './scaling-action.ts';

/** What an action on capacity writes to, by its names. */
export type Scaled =
  | { readonly kind: 'service'; readonly cluster: string; readonly name: string }
  | { readonly kind: 'auto-scaling-group' | 'capacity-provider'; readonly name: string };

/** Cluster and service, as Application Auto Scaling writes them. */
const SERVICE = /^service\/([\w-]{1,255})\/([\w-]{1,255})$/;

/** All that these actions scale, put to sleep or wake. */
export function scaledIn(actions: readonly Action[]): readonly Scaled[] {
  return actions.flatMap((action) => {
    if (isHoursAction(action)) return action.sleepers.map(fromSleeper);
    return isScalingAction(action) ? (scaledBy(action) ?? []) : [];
  });
}

/** Undefined when it names nothing that there could be. */
export function scaledBy(action: ScalingAction): Scaled | undefined {
  if ('name' in action) {
    const kind = action.kind === 'scaling.set-managed-scaling' ? 'capacity-provider' : 'auto-scaling-group';
    return action.name === '' ? undefined : { kind, name: action.name };
  }
  const resourceId = 'policy' in action ? action.policy.resourceId : action.resourceId;
  const [, cluster, name] = SERVICE.exec(resourceId) ?? [];
  return cluster && name ? { kind: 'service', cluster, name } : undefined;
}

function fromSleeper(sleeper: Sleeper): Scaled {
  const { kind, name } = sleeper;
  return kind === 'service' ? { kind, cluster: clusterName(sleeper.clusterArn), name } : { kind, name };
}
