import type { Bounds, ManagedScaling } from './scaling.ts';
import type { GroupSize, ScalingAction, TrackingPolicy } from './scaling-action.ts';
import { scheduledFlaw, stepsFlaw } from './step-limits.ts';

/**
 * ECS takes up to 5,000 tasks per service and 5,000 container instances per cluster, and both can be raised:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html
 */
export const MOST = 5000;
/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ManagedScaling.html */
export const MOST_STEP = 10_000;
/** AWS names no limit; who must wait longer than a day does not scale. */
const MOST_COOLDOWN_SECONDS = 86_400;

/** What is wrong with the numbers of an action, of what was seen as of what is wanted; undefined for nothing. */
export function numbersFlaw(action: ScalingAction): string | undefined {
  switch (action.kind) {
    case 'scaling.set-range':
    case 'scaling.set-group-bounds':
      return boundsFlaw(action.from) ?? boundsFlaw(action.to);
    case 'scaling.set-group-size':
      return sizeFlaw(action.from) ?? sizeFlaw(action.to);
    case 'scaling.set-managed-scaling':
      return managedFlaw(action.from) ?? managedFlaw(action.to);
    case 'scaling.put-policy':
      return policyFlaw(action.policy) ?? (action.register && boundsFlaw(action.register));
    case 'scaling.delete-policy':
      return policyFlaw(action.policy);
    case 'scaling.set-steps':
      return stepsFlaw(action.from) ?? stepsFlaw(action.to) ?? registrationFlaw(action);
    case 'scaling.set-scheduled-action':
      return scheduledFlaw(action.from) ?? scheduledFlaw(action.to) ?? registrationFlaw(action);
  }
}

function registrationFlaw({ register }: { readonly register?: Bounds }): string | undefined {
  return register && boundsFlaw(register);
}

function boundsFlaw({ min, max }: Bounds): string | undefined {
  return rising(0, min, max, MOST) ? undefined : `${min} to ${max} are no bounds from 0 to ${MOST}`;
}

function sizeFlaw({ min, max, desired }: GroupSize): string | undefined {
  if (rising(0, min, desired, max, MOST)) return undefined;
  return `${desired} within ${min} to ${max} is no size from 0 to ${MOST}`;
}

function managedFlaw({
  targetCapacity,
  minStep,
  maxStep,
  warmupSeconds = 0,
}: ManagedScaling): string | undefined {
  if (!rising(1, targetCapacity, 100)) return `${targetCapacity} is no target capacity from 1 to 100 percent`;
  if (!rising(0, warmupSeconds, MOST_STEP)) return `${warmupSeconds} seconds are no warm-up`;
  return rising(1, minStep, maxStep, MOST_STEP) ? undefined : `${minStep} to ${maxStep} are no step sizes`;
}

function policyFlaw(policy: TrackingPolicy): string | undefined {
  const { name, metric, targetValue, scaleOutCooldownSeconds, scaleInCooldownSeconds } = policy;
  if (name === '' || metric === '') return 'a policy has no name or no metric';
  const most = /Utilization$/.test(metric) ? 100 : Number.MAX_SAFE_INTEGER;
  if (!(targetValue > 0 && targetValue <= most)) return `${targetValue} is no target value for ${metric}`;
  const cooldowns = [scaleOutCooldownSeconds, scaleInCooldownSeconds];
  const bad = cooldowns.find((seconds) => !rising(0, seconds, MOST_COOLDOWN_SECONDS));
  return bad === undefined ? undefined : `${bad} seconds are no cooldown`;
}

/** Whole numbers, none of them smaller than the one before: null, which NaN becomes in a checkpoint, is none. */
function rising(...numbers: readonly number[]): boolean {
  return numbers.every(
    (number, index) => Number.isSafeInteger(number) && number >= (numbers[index - 1] ?? 0),
  );
}
