import { describe, expect, test } from 'vitest';
import { type Bindable, type BindingRule, bind, ruleFor, TARGET_TAG } from '../../shared/scaling/bind.ts';

const RULES: readonly BindingRule[] = [
  { target: 'service/shop/mailer', queue: 'mail' },
  { target: 'service/shop/storefront', alarm: 'storefront-*' },
  { target: 'service/shop/*' },
];

const alarmOn = (...dimensions: readonly Record<string, string>[]): Bindable => ({
  alarm: {
    name: 'cpu',
    metrics: dimensions.map((one) => ({
      namespace: 'AWS/ECS',
      name: 'x',
      dimensions: one,
      statistic: 'Average',
      periodSeconds: 60,
    })),
  },
  tags: {},
});
const SERVICE = { ClusterName: 'shop', ServiceName: 'api' };

describe('an alarm is bound', () => {
  test.each<[string, Bindable, object]>([
    ['to the service of its dimensions', alarmOn(SERVICE), { kind: 'service', cluster: 'shop', name: 'api' }],
    ['to its group', alarmOn({ AutoScalingGroupName: 'w' }), { kind: 'auto-scaling-group', name: 'w' }],
    [
      'to its capacity provider',
      alarmOn({ CapacityProviderName: 'cp', ClusterName: 'shop' }),
      { kind: 'capacity-provider', name: 'cp' },
    ],
    [
      'to the target of the rule for its queue',
      alarmOn({ QueueName: 'mail' }),
      { kind: 'service', name: 'mailer' },
    ],
    ['by the series that changed', { ...alarmOn(), attributes: SERVICE }, { kind: 'service', name: 'api' }],
    ['by its tag', { ...alarmOn(), tags: { [TARGET_TAG]: 'auto-scaling-group/w' } }, { name: 'w' }],
    [
      'by a rule that names it',
      { alarm: { name: 'storefront-cpu', metrics: [] }, tags: {} },
      { kind: 'service', name: 'storefront' },
    ],
  ])('%s', (_what, known, resource) => {
    expect(bind(known, RULES)).toMatchObject({ type: 'bound', resource });
  });

  test('by dimensions before tags, and by tags before rules', () => {
    const tags = { [TARGET_TAG]: 'service/shop/tagged' };
    const named = { name: 'storefront-cpu' };

    expect(bind({ ...alarmOn(SERVICE), tags }, RULES)).toMatchObject({ resource: { name: 'api' } });
    expect(bind({ alarm: { ...named, metrics: [] }, tags }, RULES)).toMatchObject({
      resource: { name: 'tagged' },
    });
  });
});

describe('an alarm must be looked up', () => {
  test('when its tags were not passed on', () => {
    expect(bind({ alarm: { name: 'storefront-cpu', metrics: [] } }, RULES)).toMatchObject({
      type: 'look-up',
    });
  });

  test('when it names a target group', () => {
    const known = alarmOn({ TargetGroup: 'targetgroup/api/1' });

    expect(bind(known, RULES)).toMatchObject({ type: 'look-up', targetGroup: 'targetgroup/api/1' });
  });
});

describe('an alarm is not bound, with the reason,', () => {
  const api = { kind: 'service', cluster: 'shop', name: 'api' } as const;
  const group = alarmOn({ TargetGroup: 'targetgroup/api/1' });

  test.each<[string, Bindable, string]>([
    [
      'when it names two services',
      alarmOn(SERVICE, { ...SERVICE, ServiceName: 'web' }),
      'service/shop/api and',
    ],
    ['when nothing is behind its target group', { ...group, behind: [] }, 'no service'],
    ['when several are', { ...group, behind: [api, { ...api, name: 'web' }] }, 'several'],
    ['when its tag is nonsense', { ...alarmOn(), tags: { [TARGET_TAG]: 'everything' } }, 'is not service'],
    ['when nothing fits', alarmOn({ InstanceId: 'i-1' }), 'neither'],
    ['when its dimensions hold a pattern', alarmOn({ ...SERVICE, ServiceName: '*' }), 'neither'],
  ])('%s', (_what, known, reason) => {
    expect(bind(known, RULES)).toEqual({ type: 'unbound', reason: expect.stringContaining(reason) });
  });
});

test('the first rule that is about the target and the alarm counts', () => {
  const storefront = { kind: 'service', cluster: 'shop', name: 'storefront' } as const;

  expect(ruleFor(storefront, 'storefront-cpu', RULES)).toBe(RULES[1]);
  expect(ruleFor(storefront, 'other', RULES)).toBe(RULES[2]);
  expect(ruleFor({ ...storefront, cluster: 'other' }, 'other', RULES)).toBeUndefined();
});
