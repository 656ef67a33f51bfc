import {
  type ApplicationAutoScalingClient,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { readScalableTarget, SERVICE_COUNTS } from '../aws/reads/application-scaling.ts';
import type { ActionResult } from '../domain/decision.ts';
import type { ScalableRange, SetScalableRange } from '../domain/scaling-action.ts';
import { numbersFlaw } from '../domain/scaling-limits.ts';
import { compareAndSet } from './compare-and-set.ts';

/** Moves the bounds of a scalable target, and says what is suspended in it. It never registers one anew. */
export async function setScalableRange(
  scaling: ApplicationAutoScalingClient,
  action: SetScalableRange,
): Promise<ActionResult> {
  const flaw = numbersFlaw(action);
  if (flaw !== undefined) return { type: 'refused', reason: flaw };
  const { target, resourceId, from, to } = action;
  return compareAndSet<ScalableRange>({
    target,
    permission: 'application-autoscaling:RegisterScalableTarget',
    what: 'range',
    from,
    to,
    words: rangeWords,
    async current() {
      const found = await readScalableTarget(scaling, resourceId);
      return found && { min: found.min, max: found.max, suspended: found.suspended };
    },
    write: () => scaling.send(new RegisterScalableTargetCommand(inputOf(resourceId, to))),
  });
}

function inputOf(ResourceId: string, { min, max, suspended }: ScalableRange) {
  const { scaleIn, scaleOut, scheduled } = suspended;
  return {
    ...SERVICE_COUNTS,
    ResourceId,
    MinCapacity: min,
    MaxCapacity: max,
    SuspendedState: {
      DynamicScalingInSuspended: scaleIn,
      DynamicScalingOutSuspended: scaleOut,
      ScheduledScalingSuspended: scheduled,
    },
  };
}

function rangeWords({ min, max, suspended }: ScalableRange): string {
  const held = Object.entries(suspended).flatMap(([what, is]) => (is ? [what] : []));
  return `${min} to ${max}${held.length > 0 ? ` without ${held.join(', ')}` : ''}`;
}
