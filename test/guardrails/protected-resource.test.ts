import { describe, expect, it } from 'vitest';
import { protectedResource } from '../../shared/guardrails/protected-resource.ts';
import { factsUnder, factsWith, INCIDENT, PLAN, planOf, TARGET } from './sample.ts';

describe('shared/guardrails/protected-resource', () => {
  it.each([
    ['prod', 'payments-api'],
    ['prod', 'payments-*'],
    ['*', '*'],
  ])('denies what the rule %s/%s lists, with its reason', (cluster, name) => {
    const protect = [{ cluster, name, reason: 'billing runs here' }];

    const verdict = protectedResource.review(PLAN, factsUnder({ protect }));

    expect(verdict).toEqual({
      type: 'deny',
      by: 'protected-resource',
      reason: `protected by the rule "${cluster}/${name}": billing runs here`,
    });
  });

  it.each([
    ['test', 'payments-api'],
    ['prod', 'payments'],
    ['', ''],
  ])('has nothing against a target that the rule %j/%j does not list', (cluster, name) => {
    const protect = [{ cluster, name, reason: 'not this one' }];

    const verdict = protectedResource.review(PLAN, factsUnder({ protect }));

    expect(verdict.type).toBe('act');
  });

  it.each([
    ['true', 'deny'],
    ['yes', 'deny'],
    ['', 'deny'],
    ['False', 'deny'],
    ['false', 'act'],
  ])('with the tag value %j says %s', (value, type) => {
    const verdict = protectedResource.review(PLAN, factsWith({ tags: { 'watchkeeper:protected': value } }));

    expect(verdict.type).toBe(type);
  });

  it.each([
    ['web', 'w*', 'deny'],
    ['web', '*', 'deny'],
    ['api', 'w*', 'act'],
    [undefined, '*', 'act'],
  ])('of an incident on the repository %s, under a rule for %s, says %s', (repository, pattern, type) => {
    const { clusterArn: _, cluster: __, ...home } = TARGET;
    const target = { ...home, kind: 'repository', name: 'web', ...(repository && { repository }) } as const;
    const facts = factsUnder({ protect: [{ repository: pattern, reason: 'audited' }] });

    const verdict = protectedResource.review(planOf([]), { ...facts, incident: { ...INCIDENT, target } });

    expect(verdict.type).toBe(type);
  });

  it('has no rule for services stand in the way of a registry', () => {
    const { clusterArn: _, cluster: __, ...home } = TARGET;
    const target = { ...home, kind: 'registry', name: 'registry' } as const;
    const facts = factsUnder({ protect: [{ cluster: '*', name: '*', reason: 'all of them' }] });

    expect(protectedResource.review(planOf([]), { ...facts, incident: { ...INCIDENT, target } }).type).toBe(
      'act',
    );
  });

  it.each([
    ['prod/*', 'deny'],
    ['test/*', 'act'],
  ])(
    'with a rule for the repositories %s says %s to a change of settings in prod/web',
    (repository, type) => {
      const changes = [{ repository: 'prod/web', from: 'MUTABLE', to: 'IMMUTABLE' }];
      const base = {
        target: 'arn',
        registryId: '111122223333',
        risk: 'medium',
        inverse: { changes },
      } as const;
      const plan = planOf([{ ...base, kind: 'ecr.set-tag-mutability', changes }]);

      const verdict = protectedResource.review(
        plan,
        factsUnder({ protect: [{ repository, reason: 'audited' }] }),
      );

      expect(verdict.type).toBe(type);
    },
  );
});
