import type { AutoScalingGroup } from '../../domain/scaling.ts';
import type { SetGroupBounds, SetManagedScaling } from '../../domain/scaling-action.ts';
import { isOfGroup, type Lever, leverWords, numberAt, withNumber } from '../../scaling/lever.ts';
import type { Scalable, ScalableProvider } from './scale-facts.ts';

/** Seen by the number that a rule sets; what is no capacity provider has only one. */
export function seenBy(scalable: Scalable, sets: Lever = 'targetCapacity'): Scalable {
  if (scalable.kind !== 'capacity-provider') return scalable;
  const { provider, group } = scalable;
  const { min, max } = group;
  const number = numberAt({ ...provider.managedScaling, min, max }, sets) ?? Number.NaN;
  return { ...scalable, sets, desired: number, running: number };
}

/** One number of it set anew: how many instances it has follows from that, and is ECS's to say. */
export function providerAction(scalable: ScalableProvider, to: number): SetManagedScaling | SetGroupBounds {
  const { provider, group, sets } = scalable;
  return isOfGroup(sets) ? boundsAction(provider.name, group, sets, to) : managedAction(provider, sets, to);
}

function managedAction(
  { arn, name, managedScaling: before }: ScalableProvider['provider'],
  sets: Lever,
  to: number,
): SetManagedScaling {
  const base = { kind: 'scaling.set-managed-scaling', target: arn, name, risk: 'medium' } as const;
  const after = withNumber(before, sets, to);
  return { ...base, from: before, to: after, inverse: { ...base, from: after, to: before } };
}

function boundsAction(
  provider: string,
  { arn, name, min, max }: ScalableProvider['group'],
  sets: Lever,
  to: number,
): SetGroupBounds {
  const kind = 'scaling.set-group-bounds';
  const base = { kind, target: arn, name, provider, risk: 'medium' } as const;
  const before = { min, max };
  const after = withNumber(before, sets, to);
  return { ...base, from: before, to: after, inverse: { ...base, from: after, to: before } };
}

/** How it is recognised that this number has had its effect. */
export function providerSuccess({ sets, desired }: ScalableProvider, to: number): string {
  if (sets === 'maxSize' && to > desired) return `more than ${desired} instances are in service`;
  if (sets === 'minSize' && to > desired) return `${to} instances are in service`;
  return `its ${leverWords(sets)} is ${to}`;
}

/** The effect of a number shows in instances, where it is a bound of the group that was raised. */
export function hasHadEffect(
  { sets, group }: ScalableProvider,
  { from, to }: { readonly from: number; readonly to: number },
): boolean {
  if (!isOfGroup(sets) || to < from) return true;
  return sets === 'maxSize' ? group.inService > from : group.inService >= to;
}

/** "11 of 12 instances in service, 2 to 12 allowed": for people. */
export function groupWords({ inService, desired, min, max }: AutoScalingGroup): string {
  return `${inService} of ${desired} instances in service, ${min} to ${max} allowed`;
}
