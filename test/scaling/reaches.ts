import fc from 'fast-check';
import type { AutoScalingGroup, ManagedScaling } from '../../shared/domain/scaling.ts';
import type { ScalableProvider } from '../../shared/playbooks/scaling/scale-facts.ts';
import type { NextCapacity } from '../../shared/scaling/facts.ts';
import { LEVERS, withNumber } from '../../shared/scaling/lever.ts';

const count = fc.nat(60);
const group: fc.Arbitrary<AutoScalingGroup> = fc.record({
  arn: fc.constant('group'),
  name: fc.constant('hosts'),
  min: count,
  max: count,
  desired: count,
  inService: count,
  protectedFromScaleIn: count,
  suspended: fc.constant([]),
  tags: fc.constant({}),
});
const managed: fc.Arbitrary<ManagedScaling> = fc.record({
  enabled: fc.constant(true),
  targetCapacity: fc.integer({ min: 1, max: 100 }),
  minStep: fc.integer({ min: 1, max: 60 }),
  maxStep: fc.integer({ min: 1, max: 60 }),
});

/** A capacity provider, of which one number is whatever is given. */
export const anyProvider: fc.Arbitrary<(number: number) => ScalableProvider> = fc
  .record({ group, managed, sets: fc.constantFrom(...LEVERS) })
  .map((one) => (number: number) => providerAt(number, one));

function providerAt(
  number: number,
  one: { group: AutoScalingGroup; managed: ManagedScaling; sets: ScalableProvider['sets'] },
): ScalableProvider {
  const { sets } = one;
  const { min, max, ...managedScaling } = withNumber({ ...one.managed, ...one.group }, sets, number);
  const named = { arn: 'provider', name: 'hosts', status: 'ACTIVE', autoScalingGroupArn: 'group', tags: {} };
  return {
    kind: 'capacity-provider',
    provider: { ...named, managedScaling },
    group: { ...one.group, min, max },
    sets,
    ...{ desired: number, running: number, deploying: false, tags: {} },
  };
}

/** What is wrong with a change of it: AWS must take it, and end no instance for it. */
export function unreachable(
  next: NextCapacity,
  { sets, provider, group }: ScalableProvider,
): string | undefined {
  if (next.type !== 'change') return undefined;
  const { to } = next;
  const { minStep, maxStep } = provider.managedScaling;
  if (sets === 'targetCapacity' && (to < 1 || to > 100)) return `${to} percent`;
  if (sets === 'minimumScalingStepSize' && (to < 1 || to > maxStep)) return `steps of ${to} to ${maxStep}`;
  if (sets === 'maximumScalingStepSize' && to < minStep) return `steps of ${minStep} to ${to}`;
  if (sets === 'minSize' && to > group.max) return `bounds of ${to} to ${group.max}`;
  return sets === 'maxSize' && to < group.desired ? `${group.desired} instances in at most ${to}` : undefined;
}
