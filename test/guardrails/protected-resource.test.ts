import { describe, expect, it } from 'vitest';
import { protectedResource } from '../../shared/guardrails/protected-resource.ts';
import { factsUnder, factsWith, PLAN } from './sample.ts';

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
});
