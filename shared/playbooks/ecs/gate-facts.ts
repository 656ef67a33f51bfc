import type { Attempt } from '../../domain/decision.ts';
import type { DeploymentHook, Service, ServiceDeployment } from '../../domain/fleet.ts';

/** What scans say of all images that a deployment brings: the first that is worse counts. */
export type GateScan =
  | { readonly type: 'clean'; readonly images: number }
  | {
      readonly type: 'vulnerable';
      readonly image: string;
      readonly id: string;
      readonly severity: string;
    }
  | { readonly type: 'unknown'; readonly reason: string };

export interface GateFacts {
  /** Null when it is gone. */
  readonly service: Service | null;
  /** Null when it is gone. */
  readonly deployment: ServiceDeployment | null;
  readonly scan: GateScan;
  /** ISO 8601: when it began to wait. */
  readonly since: string;
  readonly attempts: readonly Attempt[];
}

/** The pause hooks at which a deployment waits for an answer. */
export function waitingAt(deployment: ServiceDeployment | null): readonly DeploymentHook[] {
  if (deployment?.status !== 'IN_PROGRESS') return [];
  return deployment.hooks.filter(({ type, status }) => type === 'PAUSE' && status === 'AWAITING_ACTION');
}
