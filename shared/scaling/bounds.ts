import type { CapacityFacts, NextCapacity, Wish } from './facts.ts';
import { takesBack } from './history.ts';
import type { CapacityRule } from './rule.ts';

type Wanted = Extract<Wish, { type: 'to' }>;

/** A deployment takes minutes: that long until scale-in is looked at again. */
const DEPLOYMENT_SECONDS = 300;

/** What bounds, the largest step, cooldowns and deployments leave of a wish. */
export function bounded(wish: Wanted, facts: CapacityFacts, rule: CapacityRule, now: number): NextCapacity {
  if (!Number.isFinite(wish.to))
    return { type: 'unknown', reason: `${wish.reason}: that comes to no number` };
  const outwards = wish.to > facts.desired;
  const to = within(wish.to, facts.desired, rule);
  if (outwards && to <= facts.desired) {
    return {
      type: 'limit',
      wanted: wish.to,
      reason: `${wish.reason}: ${wish.to} are wanted, ${rule.max} are allowed`,
    };
  }
  if (!outwards && to >= facts.desired) {
    return { type: 'stay', reason: `${wish.reason}: ${rule.min} are the fewest allowed` };
  }
  if (!wish.clear && takesBack(outwards, facts, now)) {
    return {
      type: 'stay',
      reason: `${wish.reason}, which is too little to take the last change back so soon`,
    };
  }
  if (!outwards && facts.deploying) {
    const reason = `${wish.reason}, but nothing is taken away during a deployment`;
    return { type: 'wait', seconds: DEPLOYMENT_SECONDS, reason };
  }
  const left = coolingSeconds(outwards ? rule.cooldownSeconds.out : rule.cooldownSeconds.in, facts, now);
  if (left > 0)
    return { type: 'wait', seconds: left, reason: `${wish.reason}; the last change is too young` };
  return {
    type: 'change',
    to,
    reason: to === wish.to ? wish.reason : `${wish.reason}: ${wish.to} are wanted`,
  };
}

/** Bounds win over the step: what somebody set outside of them comes back into them at once. */
function within(wanted: number, desired: number, { min, max, largestStep }: CapacityRule): number {
  const stepped = Math.min(Math.max(wanted, desired - largestStep.in), desired + largestStep.out);
  return Math.min(Math.max(Math.round(stepped), min), max);
}

function coolingSeconds(cooldown: number, { changedAt }: CapacityFacts, now: number): number {
  if (changedAt === undefined) return 0;
  const left = Math.ceil(cooldown - (now - changedAt) / 1000);
  // A time that cannot be told counts as just now.
  return Number.isNaN(left) ? Math.max(1, cooldown) : left;
}
