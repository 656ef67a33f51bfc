import {
  type ApplicationAutoScalingClient,
  DeleteScalingPolicyCommand,
  DeregisterScalableTargetCommand,
  PutScalingPolicyCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import {
  readScalableTarget,
  readScalingPolicies,
  readScheduledScaling,
  SERVICE_COUNTS,
} from '../aws/reads/application-scaling.ts';
import type { ActionResult } from '../domain/decision.ts';
import type { Bounds } from '../domain/scaling.ts';
import type { DeleteScalingPolicy, PutScalingPolicy } from '../domain/scaling-action.ts';
import { numbersFlaw } from '../domain/scaling-limits.ts';
import { compareAndSet } from './compare-and-set.ts';
import { inputOf, policyWords, type Standing, standingOf } from './policy-standing.ts';

/** Gives a service a target tracking policy, and registers it before, where that is what was planned. */
export async function putScalingPolicy(
  scaling: ApplicationAutoScalingClient,
  action: PutScalingPolicy,
): Promise<ActionResult> {
  const flaw = numbersFlaw(action);
  if (flaw !== undefined) return { type: 'refused', reason: flaw };
  const { target, policy, register, from } = action;
  const ids = { ...SERVICE_COUNTS, ResourceId: policy.resourceId };
  return compareAndSet<Standing>({
    target,
    permission: 'application-autoscaling:PutScalingPolicy',
    what: 'scaling policy',
    from: from ?? 'none',
    to: policy,
    words: policyWords,
    async current() {
      const registered = await readScalableTarget(scaling, policy.resourceId);
      if (!mayHavePolicy(registered, register)) return register ? 'other' : undefined;
      return standingOf(await readScalingPolicies(scaling, policy.resourceId), policy.name);
    },
    async write() {
      const bounds = register && { MinCapacity: register.min, MaxCapacity: register.max };
      if (bounds) await scaling.send(new RegisterScalableTargetCommand({ ...ids, ...bounds }));
      await scaling.send(new PutScalingPolicyCommand({ ...ids, ...inputOf(policy) }));
    },
  });
}

/** Takes a policy away; with it the registration that was made for it, if nothing else needs that by now. */
export async function deleteScalingPolicy(
  scaling: ApplicationAutoScalingClient,
  action: DeleteScalingPolicy,
): Promise<ActionResult> {
  const flaw = numbersFlaw(action);
  if (flaw !== undefined) return { type: 'refused', reason: flaw };
  const { target, policy } = action;
  const ids = { ...SERVICE_COUNTS, ResourceId: policy.resourceId };
  return compareAndSet<Standing>({
    target,
    permission: 'application-autoscaling:DeleteScalingPolicy',
    what: 'scaling policy',
    from: policy,
    to: 'none',
    words: policyWords,
    current: async () => standingOf(await readScalingPolicies(scaling, policy.resourceId), policy.name),
    async write() {
      // AWS deletes the policies of what it deregisters: one call, so that nothing is left half done.
      if (await mayDeregister(scaling, action)) {
        await scaling.send(new DeregisterScalableTargetCommand(ids));
      } else {
        await scaling.send(new DeleteScalingPolicyCommand({ ...ids, PolicyName: policy.name }));
      }
    },
  });
}

/** To be registered means: it is not yet, or was by an earlier try of ours. */
function mayHavePolicy(registered: Bounds | undefined, register: Bounds | undefined): boolean {
  if (!register) return registered !== undefined;
  return registered === undefined || sameBounds(registered, register);
}

async function mayDeregister(
  scaling: ApplicationAutoScalingClient,
  { policy: { resourceId, name }, deregister }: DeleteScalingPolicy,
): Promise<boolean> {
  if (!deregister) return false;
  const registered = await readScalableTarget(scaling, resourceId);
  const others = (await readScalingPolicies(scaling, resourceId)).filter((one) => one.name !== name);
  const scheduled = await readScheduledScaling(scaling, resourceId);
  return (
    registered !== undefined &&
    sameBounds(registered, deregister) &&
    others.length === 0 &&
    scheduled.length === 0
  );
}

function sameBounds(one: Bounds, other: Bounds): boolean {
  return one.min === other.min && one.max === other.max;
}
