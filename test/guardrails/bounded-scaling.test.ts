import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScalingAction } from '../../shared/domain/scaling-action.ts';
import type { Target } from '../../shared/domain/target.ts';
import { scalingFlaw } from '../../shared/guardrails/bounded-scaling.ts';
import { SERVICE } from '../support/incidents.ts';
import {
  deletePolicy,
  GROUP_ARN,
  POLICY,
  putPolicy,
  setBounds,
  setManaged,
  setRange,
  setSize,
} from '../support/scaling-actions.ts';

const { clusterArn: _, cluster: __, ...HOME } = SERVICE;
const GROUP: Target = { ...HOME, kind: 'auto-scaling-group', name: 'workers' };
const PROVIDER: Target = { ...HOME, kind: 'capacity-provider', name: 'spot' };
const SCHEDULE: Target = { ...HOME, kind: 'schedule', name: 'nights' };
const ACCOUNT: Target = { ...HOME, kind: 'account', name: 'scaling' };
const ALARM: Target = { ...HOME, kind: 'alarm', name: 'cpu-high' };

const range = setRange({ min: 4 });
const size = setSize({ desired: 4 });
const managed = setManaged({ targetCapacity: 90 });
const EACH: readonly [ScalingAction, Target][] = [
  [range, SERVICE],
  [putPolicy(), SERVICE],
  [deletePolicy(), SERVICE],
  [size, GROUP],
  [managed, PROVIDER],
];

describe('shared/guardrails/bounded-scaling', () => {
  it.each(EACH)(
    '$kind may be for the incident’s own target, a schedule or a whole account',
    (action, own) => {
      expect([own, SCHEDULE, ACCOUNT].map((target) => scalingFlaw(action, target))).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
    },
  );

  it.each(EACH)('$kind is for nothing else', (action, own) => {
    const others: readonly Target[] = [
      { ...own, name: 'another' },
      ALARM,
      ...[SERVICE, GROUP, PROVIDER].filter(({ kind }) => kind !== own.kind),
      { ...own, account: '999999999999' },
      { ...SCHEDULE, region: 'us-east-1' },
    ];

    for (const other of others) expect(scalingFlaw(action, other), other.kind).toBeTypeOf('string');
  });

  it('bounds of a group may be for the provider that they name, and for no other', () => {
    const bounds = setBounds({ max: 12 });

    expect(scalingFlaw(bounds, PROVIDER)).toBeUndefined();
    expect(scalingFlaw({ ...bounds, provider: 'other' }, PROVIDER)).toContain('the incident for');
    expect(scalingFlaw(bounds, { ...PROVIDER, account: '999999999999' })).toContain('account and Region');
    expect(scalingFlaw(bounds, { ...GROUP, name: PROVIDER.name })).toContain('the incident for');
    expect(scalingFlaw(setBounds({}), GROUP)).toContain('changes nothing');
  });

  it('what has the same name is not the same for that', () => {
    expect(scalingFlaw(managed, { ...GROUP, name: PROVIDER.name })).toContain('the incident for');
    expect(scalingFlaw({ ...size, target: GROUP_ARN.replace(/workers$/, 'others') }, GROUP)).toContain(
      'is no auto-scaling-group "workers"',
    );
  });

  it('a service of the same name in another cluster is another one', () => {
    expect(scalingFlaw(range, { ...SERVICE, cluster: 'test' })).toContain('the incident for the service');
  });

  it.each([
    ['an ARN that is not its own', { ...range, target: GROUP_ARN }],
    ['a resource that is none', { ...range, resourceId: 'service/prod' }],
    [
      'a policy of another service',
      { ...putPolicy(), policy: { ...POLICY, resourceId: 'service/prod/web' } },
    ],
    ['the old numbers again', setRange({})],
  ])('%s is refused', (_what, action) => {
    expect(scalingFlaw(action as ScalingAction, SERVICE)).toBeTypeOf('string');
  });

  it('an ARN of the old form, without the cluster, is its own', () => {
    const old = range.target.replace('service/prod/', 'service/');

    expect(scalingFlaw({ ...range, target: old }, SERVICE)).toBeUndefined();
  });

  it('whatever the numbers are, only bounds from 0 to 5,000 with the desired between them pass', () => {
    const number = fc.oneof(
      fc.integer({ min: -2, max: 6000 }),
      fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 1.5, 5000, 0, -0, null as never),
    );
    const whole = (value: number) => Number.isSafeInteger(value);
    fc.assert(
      fc.property(number, number, number, (min, max, desired) => {
        const sane =
          [min, max, desired].every(whole) && 0 <= min && min <= desired && desired <= max && max <= 5000;
        const wanted = setSize({ min, max, desired });
        const changed = JSON.stringify(wanted.from) !== JSON.stringify(wanted.to);

        expect(scalingFlaw(wanted, GROUP) === undefined).toBe(sane && changed);
      }),
    );
  });

  it.each([0, 101, 1.5, Number.NaN, null as never])('%s is no target capacity', (targetCapacity) => {
    expect(scalingFlaw(setManaged({ targetCapacity }), PROVIDER)).toContain('target capacity');
  });

  it.each([
    { targetValue: 0 },
    { targetValue: Number.NaN },
    { targetValue: 101 },
    { scaleInCooldownSeconds: -1 },
    { scaleOutCooldownSeconds: 86_401 },
    { metric: '' },
    { name: '' },
  ])('a policy with %j is refused', (wrong) => {
    expect(scalingFlaw({ ...putPolicy(), policy: { ...POLICY, ...wrong } }, SERVICE)).toBeTypeOf('string');
  });
});
