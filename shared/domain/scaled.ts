import type { ScalingAction } from './scaling-action.ts';

/** What a scaling action writes to, by its names. */
export type Scaled =
  | { readonly kind: 'service'; readonly cluster: string; readonly name: string }
  | { readonly kind: 'auto-scaling-group' | 'capacity-provider'; readonly name: string };

/** Cluster and service, as Application Auto Scaling writes them. */
const SERVICE = /^service\/([\w-]{1,255})\/([\w-]{1,255})$/;

/** Undefined when it names nothing that there could be. */
export function scaledBy(action: ScalingAction): Scaled | undefined {
  if ('name' in action) {
    const kind = action.kind === 'scaling.set-group-size' ? 'auto-scaling-group' : 'capacity-provider';
    return action.name === '' ? undefined : { kind, name: action.name };
  }
  const resourceId = 'policy' in action ? action.policy.resourceId : action.resourceId;
  const [, cluster, name] = SERVICE.exec(resourceId) ?? [];
  return cluster && name ? { kind: 'service', cluster, name } : undefined;
}
