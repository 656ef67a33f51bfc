import { describe, expect, test } from 'vitest';
import { managerOf, whyHandsOff, whyUnheeded } from '../../shared/scaling/heed.ts';
import { parseSignal } from '../../shared/signals/index.ts';
import { ownSample } from '../signals/samples.ts';

function signalOf(name: string) {
  const parsed = parseSignal(ownSample(`aws.cloudwatch/${name}.json`));
  if (parsed.type !== 'signal' || parsed.signal.kind !== 'cloudwatch.alarm')
    throw new Error(`${name} is no alarm`);
  return parsed.signal;
}

describe('a state change', () => {
  test.each([
    ['service-cpu-muted', 'muted until 2026-11-23T11:00:00.000Z'],
    ['composite-suppressed', 'suppressed by WaitPeriod'],
    ['target-tracking', 'target tracking policy'],
    ['service-cpu-ok', 'OK again'],
  ])('like %s is nothing to act on, with its reason', (name, reason) => {
    expect(whyUnheeded(signalOf(name))).toContain(reason);
  });

  test.each(['service-cpu-high', 'insights-contributor', 'composite-after-suppression'])(
    'like %s is heeded',
    (name) => {
      expect(whyUnheeded(signalOf(name))).toBeUndefined();
    },
  );

  test('from ALARM to ALARM is news only when something kept the first one back', () => {
    const signal = signalOf('composite-after-suppression');

    expect(whyUnheeded({ ...signal, previous: { state: 'ALARM', suppressed: false } })).toContain('before');
  });

  test('after the end of a mute is heeded', () => {
    expect(
      whyUnheeded({ ...signalOf('service-cpu-muted'), occurredAt: '2026-11-23T11:00:00.000Z' }),
    ).toBeUndefined();
  });
});

describe('an alarm is left to', () => {
  const policy = { name: 'cpu', alarmNames: ['owned'] };
  const arn =
    'arn:aws:autoscaling:eu-west-1:123456789012:scalingPolicy:1:autoScalingGroupName/w:policyName/p';

  test.each([
    ['nobody, when its actions are disabled', { name: 'a', actionsEnabled: false }, 'disabled'],
    ['the policy that keeps it', { name: 'owned' }, 'policy cpu'],
    ['the policy among its actions', { name: 'a', actions: [arn] }, 'scaling policy'],
  ])('%s', (_what, alarm, reason) => {
    expect(whyHandsOff(alarm, [policy])).toContain(reason);
  });

  test('us otherwise, whoever it tells besides', () => {
    const alarm = { name: 'a', actionsEnabled: true, actions: ['arn:aws:sns:eu-west-1:123456789012:ops'] };

    expect(whyHandsOff(alarm, [policy])).toBeUndefined();
  });
});

test('a group is sized by a capacity provider whose managed scaling is on', () => {
  const managedScaling = { enabled: true, targetCapacity: 100, minStep: 1, maxStep: 10 };
  const provider = {
    arn: 'cp',
    name: 'cp',
    status: 'ACTIVE',
    autoScalingGroupArn: 'asg',
    managedScaling,
    tags: {},
  };

  expect(managerOf({ arn: 'asg' }, [provider])?.name).toBe('cp');
  expect(
    managerOf({ arn: 'asg' }, [{ ...provider, managedScaling: { ...managedScaling, enabled: false } }]),
  ).toBeUndefined();
});
