import { type AutoScalingClient, UpdateAutoScalingGroupCommand } from '@aws-sdk/client-auto-scaling';
import { readAutoScalingGroup } from '../aws/reads/auto-scaling-groups.ts';
import type { ActionResult } from '../domain/decision.ts';
import type { GroupSize, SetGroupSize } from '../domain/scaling-action.ts';
import { numbersFlaw } from '../domain/scaling-limits.ts';
import { compareAndSet } from './compare-and-set.ts';

/** Sets the bounds and the desired capacity of a group in one call, so that one never stands without the others. */
export async function setGroupSize(
  autoScaling: AutoScalingClient,
  action: SetGroupSize,
): Promise<ActionResult> {
  const flaw = numbersFlaw(action);
  if (flaw !== undefined) return { type: 'refused', reason: flaw };
  const { target, name, from, to } = action;
  const input = {
    AutoScalingGroupName: name,
    MinSize: to.min,
    MaxSize: to.max,
    DesiredCapacity: to.desired,
  };
  return compareAndSet<GroupSize>({
    target,
    permission: 'autoscaling:UpdateAutoScalingGroup',
    what: 'size',
    from,
    to,
    words: ({ min, max, desired }) => `${desired} within ${min} to ${max}`,
    async current() {
      const found = await readAutoScalingGroup(autoScaling, name);
      // One that was made anew under the name is another group.
      return found?.arn === target ? { min: found.min, max: found.max, desired: found.desired } : undefined;
    },
    write: () => autoScaling.send(new UpdateAutoScalingGroupCommand(input)),
  });
}
