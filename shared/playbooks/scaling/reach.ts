import { MOST, MOST_STEP } from '../../domain/scaling-limits.ts';
import type { NextCapacity } from '../../scaling/facts.ts';
import type { CapacityRule } from '../../scaling/rule.ts';
import type { Scalable, ScalableProvider } from './scale-facts.ts';

/**
 * What the thing itself leaves of what a rule asks for: nothing is set that AWS refuses, or answers by ending tasks, and
 * nothing else instead that the rule does not allow.
 */
export function withinReach(
  next: NextCapacity,
  scalable: Scalable,
  rule: Pick<CapacityRule, 'min' | 'max'>,
): NextCapacity {
  const inVain = isOutwards(next, scalable) ? whyInVain(scalable) : undefined;
  if (inVain !== undefined) return { type: 'stay', reason: `${next.reason}, but ${inVain}` };
  if (next.type !== 'change') return next;
  const { desired } = scalable;
  const { least, most, why } = reachOf(scalable);
  const to = next.to > desired ? Math.min(next.to, most) : Math.max(next.to, least);
  const reason = to === next.to ? next.reason : `${next.reason}, but ${why}`;
  const isReached = next.to > desired ? to <= desired : to >= desired;
  const isAllowed = to >= Math.max(rule.min, least) && to <= Math.min(rule.max, most);
  return isReached || !isAllowed ? { type: 'stay', reason } : { type: 'change', to, reason };
}

function isOutwards(next: NextCapacity, { desired }: Scalable): boolean {
  return next.type === 'limit' || (next.type === 'change' && next.to > desired);
}

/** A maximum helps only where it is in the way of ECS, which says how many instances there are. */
function whyInVain(scalable: Scalable): string | undefined {
  if (scalable.kind !== 'capacity-provider' || scalable.sets !== 'maxSize') return undefined;
  const { desired, inService, max } = scalable.group;
  if (desired < max) return `the maximum of ${max} is not in the way: ECS wants ${desired} instances`;
  return inService < desired
    ? `${desired - inService} of ${desired} instances are still starting`
    : undefined;
}

interface Reach {
  readonly least: number;
  readonly most: number;
  readonly why: string;
}

function reachOf(scalable: Scalable): Reach {
  if (scalable.kind === 'capacity-provider') return reachOfProvider(scalable);
  if (scalable.kind === 'service') return { least: 0, most: MOST, why: '' };
  const { protectedFromScaleIn: least } = scalable.group;
  return { least, most: MOST, why: `${least} of its instances are protected from scale-in` };
}

/** A lower maximum than there are instances would end some, with what runs on them. */
function reachOfProvider({ sets, provider, group }: ScalableProvider): Reach {
  const { minStep, maxStep } = provider.managedScaling;
  switch (sets) {
    case 'targetCapacity':
      return { least: 1, most: 100, why: 'a target capacity is 1 to 100 percent' };
    case 'minimumScalingStepSize':
      return { least: 1, most: maxStep, why: `its largest step is ${maxStep}` };
    case 'maximumScalingStepSize':
      return { least: minStep, most: MOST_STEP, why: `its smallest step is ${minStep}` };
    case 'minSize':
      return { least: 0, most: group.max, why: `the maximum of its group is ${group.max}` };
    case 'maxSize':
      return { least: Math.max(group.min, group.desired), most: MOST, why: `${group.desired} instances run` };
  }
}
