import {
  type ApplicationAutoScalingClient,
  DeleteScalingPolicyCommand,
  DeregisterScalableTargetCommand,
  PutScalingPolicyCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { readScalableTarget, readScalingPolicies, SERVICE_COUNTS } from '../aws/reads/application-scaling.ts';
import type { ActionResult } from '../domain/decision.ts';
import type { DeleteScalingPolicy, PutScalingPolicy } from '../domain/scaling-action.ts';
import { numbersFlaw } from '../domain/scaling-limits.ts';
import { compareAndSet } from './compare-and-set.ts';
import { inputOf, policyWords, type Standing, standingOf } from './policy-standing.ts';
import { mayDeregister, mayHave } from './registration.ts';

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
      if (!mayHave(registered, register)) return register ? 'other' : undefined;
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
  const { target, policy, deregister } = action;
  const leaving = { resourceId: policy.resourceId, deregister, policy: policy.name };
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
      if (await mayDeregister(scaling, leaving)) {
        await scaling.send(new DeregisterScalableTargetCommand(ids));
      } else {
        await scaling.send(new DeleteScalingPolicyCommand({ ...ids, PolicyName: policy.name }));
      }
    },
  });
}
