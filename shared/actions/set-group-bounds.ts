import {
  type AutoScalingClient,
  UpdateAutoScalingGroupCommand,
  type UpdateAutoScalingGroupCommandInput,
} from '@aws-sdk/client-auto-scaling';
import type { ECSClient } from '@aws-sdk/client-ecs';
import { readAutoScalingGroup } from '../aws/reads/auto-scaling-groups.ts';
import { readCapacityProvider } from '../aws/reads/capacity-providers.ts';
import type { ActionResult } from '../domain/decision.ts';
import type { Bounds } from '../domain/scaling.ts';
import type { SetGroupBounds } from '../domain/scaling-action.ts';
import { numbersFlaw } from '../domain/scaling-limits.ts';
import { compareAndSet } from './compare-and-set.ts';

/**
 * Moves the bounds of the group behind a capacity provider. Never below what it has: AWS would lower the desired
 * capacity, and so end instances that tasks run on.
 * https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_UpdateAutoScalingGroup.html
 */
export async function setGroupBounds(
  autoScaling: AutoScalingClient,
  ecs: ECSClient,
  action: SetGroupBounds,
): Promise<ActionResult> {
  const flaw = numbersFlaw(action);
  if (flaw !== undefined) return { type: 'refused', reason: flaw };
  const { target, from, to } = action;
  let desired = 0;
  return compareAndSet<Bounds>({
    target,
    permission: 'autoscaling:UpdateAutoScalingGroup',
    what: 'bounds',
    from,
    to,
    words: ({ min, max }) => `${min} to ${max}`,
    async current() {
      const group = await readBehind(autoScaling, ecs, action);
      desired = group?.desired ?? 0;
      return group && { min: group.min, max: group.max };
    },
    whyNot: () =>
      desired > to.max ? `it has ${desired} instances, and ${to.max} would end some` : undefined,
    write: () => autoScaling.send(new UpdateAutoScalingGroupCommand(inputOf(action))),
  });
}

/** Undefined when it is another group by now, or another provider's. */
async function readBehind(
  autoScaling: AutoScalingClient,
  ecs: ECSClient,
  { target, name, provider }: SetGroupBounds,
) {
  const owner = await readCapacityProvider(ecs, provider);
  if (owner?.autoScalingGroupArn !== target) return undefined;
  const group = await readAutoScalingGroup(autoScaling, name);
  return group?.arn === target ? group : undefined;
}

function inputOf({ name, to }: SetGroupBounds): UpdateAutoScalingGroupCommandInput {
  return { AutoScalingGroupName: name, MinSize: to.min, MaxSize: to.max };
}
