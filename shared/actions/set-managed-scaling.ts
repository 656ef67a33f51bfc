import { type ECSClient, UpdateCapacityProviderCommand } from '@aws-sdk/client-ecs';
import { readCapacityProvider } from '../aws/reads/capacity-providers.ts';
import type { ActionResult } from '../domain/decision.ts';
import type { ManagedScaling } from '../domain/scaling.ts';
import type { SetManagedScaling } from '../domain/scaling-action.ts';
import { numbersFlaw } from '../domain/scaling-limits.ts';
import { compareAndSet } from './compare-and-set.ts';

/**
 * What ECS takes for a warm-up that a call leaves out, also in an update:
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ManagedScaling.html
 */
const USUAL_WARMUP_SECONDS = 300;

/** Sets how ECS scales the group of a capacity provider. */
export async function setManagedScaling(ecs: ECSClient, action: SetManagedScaling): Promise<ActionResult> {
  const flaw = numbersFlaw(action);
  if (flaw !== undefined) return { type: 'refused', reason: flaw };
  const { target, name, from, to } = action;
  return compareAndSet<Required<ManagedScaling>>({
    target,
    permission: 'ecs:UpdateCapacityProvider',
    what: 'managed scaling',
    from: whole(from),
    to: whole(to),
    words: ({ enabled, targetCapacity, minStep, maxStep }) =>
      `${enabled ? 'on' : 'off'} at ${targetCapacity} % in steps of ${minStep} to ${maxStep}`,
    async current() {
      const found = await readCapacityProvider(ecs, name);
      return found?.status === 'ACTIVE' ? whole(found.managedScaling) : undefined;
    },
    write: () => ecs.send(new UpdateCapacityProviderCommand(inputOf(name, whole(to)))),
  });
}

function whole(managed: ManagedScaling): Required<ManagedScaling> {
  return { warmupSeconds: USUAL_WARMUP_SECONDS, ...managed };
}

function inputOf(name: string, managed: Required<ManagedScaling>) {
  const { enabled, targetCapacity, minStep, maxStep, warmupSeconds } = managed;
  const managedScaling = {
    status: enabled ? ('ENABLED' as const) : ('DISABLED' as const),
    targetCapacity,
    minimumScalingStepSize: minStep,
    maximumScalingStepSize: maxStep,
    instanceWarmupPeriod: warmupSeconds,
  };
  return { name, autoScalingGroupProvider: { managedScaling } };
}
