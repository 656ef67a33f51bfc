import { describe, expect, test } from 'vitest';
import type { AutoScalingGroup, ManagedScaling } from '../../shared/domain/scaling.ts';
import { seenBy } from '../../shared/playbooks/scaling/provider.ts';
import { withinReach } from '../../shared/playbooks/scaling/reach.ts';
import type { Scalable } from '../../shared/playbooks/scaling/scale-facts.ts';
import type { NextCapacity } from '../../shared/scaling/facts.ts';
import type { Lever } from '../../shared/scaling/lever.ts';

const GROUP: AutoScalingGroup = {
  arn: 'group',
  name: 'hosts',
  min: 2,
  max: 10,
  desired: 10,
  inService: 10,
  protectedFromScaleIn: 0,
  suspended: [],
  tags: {},
};
const MANAGED: ManagedScaling = { enabled: true, targetCapacity: 90, minStep: 2, maxStep: 5 };

function providerBy(sets: Lever, group: Partial<AutoScalingGroup> = {}): Scalable {
  const provider = {
    arn: 'provider',
    name: 'hosts',
    status: 'ACTIVE',
    autoScalingGroupArn: 'group',
    managedScaling: MANAGED,
    tags: {},
  };
  const counts = { desired: 90, running: 90, deploying: false, tags: {} };
  const own = { ...GROUP, ...group };
  return seenBy({ kind: 'capacity-provider', provider, group: own, sets: 'targetCapacity', ...counts }, sets);
}

/** Bounds that allow it all. */
const RULE = { min: 0, max: 20 };
const change = (to: number): NextCapacity => ({ type: 'change', to, reason: 'load' });
const limit: NextCapacity = { type: 'limit', wanted: 12, reason: 'more' };

describe('what a capacity provider leaves of a wish', () => {
  test.each<[string, Lever, number]>([
    ['its target capacity', 'targetCapacity', 90],
    ['its smallest step', 'minimumScalingStepSize', 2],
    ['its largest step', 'maximumScalingStepSize', 5],
    ['the minimum of its group', 'minSize', 2],
    ['the maximum of its group', 'maxSize', 10],
  ])('is seen by %s', (_what, sets, desired) => {
    expect(providerBy(sets)).toMatchObject({ sets, desired });
  });

  test.each<[string, Scalable, NextCapacity, object]>([
    [
      'a maximum that is not in the way stays',
      providerBy('maxSize', { desired: 6, inService: 6 }),
      change(12),
      { type: 'stay', reason: expect.stringContaining('maximum of 10 is not in the way') },
    ],
    [
      'nor is a higher one asked for then',
      providerBy('maxSize', { desired: 6, inService: 6 }),
      limit,
      { type: 'stay' },
    ],
    [
      'a maximum stays while instances are starting',
      providerBy('maxSize', { inService: 7 }),
      change(12),
      { type: 'stay', reason: expect.stringContaining('3 of 10 instances are still starting') },
    ],
    ['a maximum that is in the way is raised', providerBy('maxSize'), change(12), { type: 'change', to: 12 }],
    ['a limit that is reached is told', providerBy('maxSize'), limit, { type: 'limit' }],
    [
      'a maximum is lowered no further than there are instances',
      providerBy('maxSize', { desired: 8 }),
      change(5),
      { type: 'change', to: 8, reason: expect.stringContaining('8 instances run') },
    ],
    [
      'and not at all while all of it is used',
      providerBy('maxSize'),
      change(5),
      { type: 'stay', reason: expect.stringContaining('10 instances run') },
    ],
    ['a minimum ends at the maximum', providerBy('minSize'), change(12), { type: 'change', to: 10 }],
    ['a smallest step at the largest', providerBy('minimumScalingStepSize'), change(9), { to: 5 }],
    ['a largest step at the smallest', providerBy('maximumScalingStepSize'), change(1), { to: 2 }],
  ])('%s', (_what, scalable, next, expected) => {
    expect(withinReach(next, scalable, RULE)).toMatchObject(expected);
  });
});

test('nothing is set instead that the rule does not allow', () => {
  const full = providerBy('maxSize', { desired: 8 });

  expect(withinReach(change(5), full, { min: 3, max: 6 })).toMatchObject({ type: 'stay' });
});

describe('what a group leaves of a wish', () => {
  const counts = { desired: 10, running: 10, deploying: false, tags: {} };
  const group = { ...GROUP, protectedFromScaleIn: 8 };
  const scalable: Scalable = { kind: 'auto-scaling-group', group, ...counts };

  test('instances that are protected from scale-in stay, and are counted', () => {
    expect(withinReach(change(5), scalable, RULE)).toMatchObject({ type: 'change', to: 8 });
    expect(withinReach(change(5), { ...scalable, desired: 8 }, RULE)).toMatchObject({
      type: 'stay',
      reason: expect.stringContaining('8 of its instances are protected from scale-in'),
    });
    expect(withinReach(change(12), scalable, RULE)).toMatchObject({ type: 'change', to: 12 });
  });
});
