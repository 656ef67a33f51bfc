import { describe, expect, it } from 'vitest';
import type { ScalingPolicy } from '../../shared/domain/scaling.ts';
import { enforceScalingPolicy } from '../../shared/playbooks/enforce-scaling-policy.ts';
import { decidePolicies } from '../../shared/playbooks/scaling/policy-decision.ts';
import { policyFates } from '../../shared/playbooks/scaling/policy-fate.ts';
import { ruleOfTag, SCALING_TAG } from '../../shared/playbooks/scaling/policy-tag.ts';
import { wantedPolicy } from '../../shared/playbooks/scaling/wanted-policy.ts';
import { WEB } from '../support/web-shop.ts';

const RULE = { cluster: 'prod', service: 'web-*', metric: 'cpu', target: 60, min: 2, max: 10 };
const settings = (...rules: object[]) => enforceScalingPolicy.settings.parse({ rules });

const OWN: ScalingPolicy = {
  arn: 'arn:aws:autoscaling:eu-west-1:123456789012:scalingPolicy:1',
  name: 'watchkeeper-cpu',
  resourceId: 'service/prod/web-shop',
  type: 'TargetTrackingScaling',
  metric: 'ECSServiceAverageCPUUtilization',
  targetValue: 60,
  scaleOutCooldownSeconds: 60,
  scaleInCooldownSeconds: 300,
  alarmNames: [],
};
const suspended = { scaleIn: false, scaleOut: false, scheduled: false };
const REGISTERED = { resourceId: OWN.resourceId, min: 1, max: 4, suspended };

function fateOf(policies: readonly ScalingPolicy[], scalable?: typeof REGISTERED, service = WEB) {
  const wanted = wantedPolicy(service, settings(RULE));
  if (wanted === undefined) throw new Error('no rule is about it');
  const [fate] = policyFates({ service, wanted, scalable, policies, scheduled: [], alarms: [] });
  return fate;
}

describe('the policy that a service is to have', () => {
  it('comes from its tag, before any rule', () => {
    const tagged = { ...WEB, tags: { [SCALING_TAG]: 'memory=70 min=1 max=3' } };

    expect(wantedPolicy(tagged, settings(RULE))).toMatchObject({
      policy: { metric: 'ECSServiceAverageMemoryUtilization', targetValue: 70 },
      bounds: { min: 1, max: 3 },
    });
  });

  it('comes from the first rule that matches, and from none for all others', () => {
    const other = { ...WEB, name: 'batch' };
    const rules = settings(RULE, { ...RULE, target: 80 });

    expect(wantedPolicy(WEB, rules)).toMatchObject({ policy: { targetValue: 60 } });
    expect(wantedPolicy(other, rules)).toBeUndefined();
    expect(wantedPolicy(WEB, settings())).toBeUndefined();
  });

  it.each(
    [
      ['', 'cpu', 'cpu=60', 'cpu=0 min=1 max=2', 'cpu=101 min=1 max=2', 'cpu=60 min=3 max=2'],
      ['cpu=NaN min=1 max=2', 'cpu=60 min=1.5 max=2', 'cpu=60 min=-1 max=2', 'requests=100 min=1 max=2'],
    ].flat(),
  )('is nothing that the tag "%s" could say', (text) => {
    expect(ruleOfTag(text)).toMatch(/^watchkeeper:scaling/);
  });

  it('counts requests of the one target group there is', () => {
    const requests = { ...RULE, metric: 'requests', target: 500, loadBalancer: 'app/shop/50dc' };
    const behind = { ...WEB, targetGroups: ['targetgroup/web/943f'] };

    expect(wantedPolicy(behind, settings(requests))).toMatchObject({
      policy: { metric: 'ALBRequestCountPerTarget', resourceLabel: 'app/shop/50dc/targetgroup/web/943f' },
    });
    expect(wantedPolicy(WEB, settings(requests))).toMatch('has not one target group');
  });

  it.each([
    ['a target above 100 %', { target: 120 }],
    ['a minimum above the maximum', { min: 11 }],
    ['requests without their load balancer', { metric: 'requests' }],
    ['a key that there is not', { minimum: 1 }],
  ])('refuses a rule with %s', (_what, change) => {
    expect(() => settings({ ...RULE, ...change })).toThrow();
  });
});

describe('what is proposed for a service', () => {
  it('is to register it, with a way back', () => {
    expect(fateOf([])?.action).toMatchObject({
      kind: 'scaling.put-policy',
      register: { min: 2, max: 10 },
      policy: { name: 'watchkeeper-cpu', targetValue: 60 },
      inverse: { kind: 'scaling.delete-policy', deregister: { min: 2, max: 10 } },
    });
  });

  it('leaves bounds alone where it is registered', () => {
    const fate = fateOf([], REGISTERED);

    expect(fate?.action).not.toHaveProperty('register');
    expect(fate?.action?.inverse).not.toHaveProperty('deregister');
    expect(fate?.text).toContain('1 to 4 tasks as registered');
  });

  it('is nothing where the policy is as it should be', () => {
    expect(fateOf([OWN], REGISTERED)).toBeUndefined();
  });

  it('is the old value where its own policy has drifted, with the drift as the way back', () => {
    const drifted = { ...OWN, targetValue: 90 };

    expect(fateOf([drifted], REGISTERED)?.action).toMatchObject({
      from: { targetValue: 90 },
      policy: { targetValue: 60 },
      inverse: { kind: 'scaling.put-policy', policy: { targetValue: 90 } },
    });
  });

  it.each([
    ['a step policy', { name: 'steps', type: 'StepScaling' }],
    ['a predictive policy', { name: 'forecast', type: 'PredictiveScaling' }],
    ['tracking of the same metric', { name: 'ours' }],
  ])('is nothing where people gave it %s', (_what, change) => {
    expect(fateOf([{ ...OWN, ...change }], REGISTERED)).toBeUndefined();
  });

  it('is only told where it may not be touched', () => {
    const wanted = wantedPolicy(WEB, settings(RULE));
    const nothing = { policies: [], scheduled: [], alarms: [] };
    const [fate] = wanted
      ? policyFates({ service: WEB, wanted, ...nothing, handsOff: 'protected: billing' })
      : [];

    expect(fate).toMatchObject({ note: 'protected: billing' });
    expect(fate).not.toHaveProperty('action');
  });
});

describe('one look at all services', () => {
  it('does ten at a time, and decides again', () => {
    const fate = fateOf([]);
    const fates = Array.from({ length: 14 }, () => fate).flatMap((one) => one ?? []);

    const decision = decidePolicies({ services: 20, fates });

    expect(decision).toMatchObject({ type: 'act', thenDecideAgain: true });
    expect(decision).toHaveProperty('actions.length', 10);
  });

  it('is silent when every service scales as it should', () => {
    expect(decidePolicies({ services: 3, fates: [] })).toMatchObject({ type: 'nothing', silent: true });
  });
});
