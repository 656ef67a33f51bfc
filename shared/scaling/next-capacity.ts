import { forBacklog } from './backlog.ts';
import { bounded } from './bounds.ts';
import type { CapacityFacts, NextCapacity, Wish } from './facts.ts';
import { secondsUntil } from './hours.ts';
import type { CapacityRule } from './rule.ts';
import { bySteps } from './step.ts';
import { towardsTarget } from './target.ts';

/**
 * The capacity that a rule asks for: pure, and the same for a service, a group and a simulation. A change always
 * lies within the rule's bounds; whatever cannot be judged leads to none, with its reason. `now` in milliseconds.
 */
export function nextCapacity(facts: CapacityFacts, rule: CapacityRule, now: number): NextCapacity {
  const flaw = flawOf(facts, rule);
  if (flaw !== undefined) return { type: 'unknown', reason: flaw };
  const closed = rule.hours === undefined ? 0 : secondsUntil(rule.hours, now);
  if (closed > 0) return outsideHours(closed);
  const wish = wishOf(facts, rule, now);
  return wish.type === 'to' ? bounded(wish, facts, rule, now) : wish;
}

function wishOf(facts: CapacityFacts, { mode }: CapacityRule, now: number): Wish {
  switch (mode.type) {
    case 'step':
      return bySteps(mode, facts, now);
    case 'target':
      return towardsTarget(mode, facts, now);
    case 'backlog':
      return forBacklog(mode, facts, now);
  }
}

function outsideHours(seconds: number): NextCapacity {
  if (!Number.isFinite(seconds)) return { type: 'unknown', reason: 'its hours name no day' };
  return { type: 'wait', seconds, reason: 'it is outside of the hours of its rule' };
}

function flawOf(
  { desired, running }: CapacityFacts,
  { min, max, largestStep }: CapacityRule,
): string | undefined {
  if (!isCount(desired) || !isCount(running))
    return `${running} of ${desired} run, which cannot be counted on`;
  if (!isCount(min) || !isCount(max) || min > max) return `${min} to ${max} are no bounds`;
  if (largestStep.out >= 1 && largestStep.in >= 1) return undefined;
  return `steps of ${largestStep.out} out and ${largestStep.in} in allow no change`;
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
