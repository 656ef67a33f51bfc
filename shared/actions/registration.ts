import type { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import {
  readScalableTarget,
  readScalingPolicies,
  readScheduledScaling,
} from '../aws/reads/application-scaling.ts';
import type { Bounds } from '../domain/scaling.ts';

/** A service whose registration is to go with what is taken away from it; the names of what that is. */
export interface Leaving {
  readonly resourceId: string;
  readonly deregister?: Bounds | undefined;
  readonly policy?: string;
  readonly scheduled?: string;
}

/** To be registered means: it is not yet, or was by an earlier try of ours. */
export function mayHave(registered: Bounds | undefined, register: Bounds | undefined): boolean {
  if (!register) return registered !== undefined;
  return registered === undefined || sameBounds(registered, register);
}

/** Only with the bounds that it was registered with, and when nothing else is left that needs it. */
export async function mayDeregister(
  scaling: ApplicationAutoScalingClient,
  { resourceId, deregister, policy, scheduled }: Leaving,
): Promise<boolean> {
  if (!deregister) return false;
  const registered = await readScalableTarget(scaling, resourceId);
  const policies = await readScalingPolicies(scaling, resourceId);
  const actions = await readScheduledScaling(scaling, resourceId);
  return (
    registered !== undefined &&
    sameBounds(registered, deregister) &&
    policies.every(({ name }) => name === policy) &&
    actions.every(({ name }) => name === scheduled)
  );
}

function sameBounds(one: Bounds, other: Bounds): boolean {
  return one.min === other.min && one.max === other.max;
}
