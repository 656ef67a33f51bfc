import { describe, expect, it } from 'vitest';
import { fleetWideFailure } from '../../shared/guardrails/fleet-wide-failure.ts';
import { CONFIG, factsUnder, factsWith, INCIDENT, PLAN, TARGET } from './sample.ts';

describe('shared/guardrails/fleet-wide-failure', () => {
  it.each([
    [1, 1, 'act', '1 of 1 services fail, fewer than 3'],
    [2, 2, 'act', '2 of 2 services fail, fewer than 3'],
    [3, 8, 'act', '3 of 8 services fail: 38 %, not over 40 %'],
    [4, 10, 'act', '4 of 10 services fail: 40 %, not over 40 %'],
    [5, 10, 'deny', '5 of 10 services fail: 50 %, over 40 %'],
    [3, 3, 'deny', '3 of 3 services fail: 100 %, over 40 %'],
    [5, 4, 'deny', '5 of 4 services fail: 125 %, over 40 %'],
  ])('with %d of %d services failing says %s', (failingServices, activeServices, type, reason) => {
    const verdict = fleetWideFailure.review(PLAN, factsWith({ failingServices, activeServices }));

    expect(verdict).toEqual({ type, by: 'fleet-wide-failure', reason });
  });

  it('has nothing to say of what lies in no cluster', () => {
    const { clusterArn: _, cluster: __, ...home } = TARGET;
    const incident = { ...INCIDENT, target: { ...home, kind: 'registry' as const, name: 'registry' } };
    const facts = factsWith({ incident, failingServices: 10, activeServices: 10 });

    expect(fleetWideFailure.review(PLAN, facts)).toMatchObject({
      type: 'act',
      reason: 'it changes no cluster',
    });
  });

  it('takes a hundred percent for a limit like any other', () => {
    const facts = factsUnder(
      { fleet: { ...CONFIG.fleet, maxFailingPercent: 100 } },
      { failingServices: 10, activeServices: 10 },
    );

    const { type, reason } = fleetWideFailure.review(PLAN, facts);

    expect([type, reason]).toEqual(['act', '10 of 10 services fail: 100 %, not over 100 %']);
  });

  it('looks at the services of a cluster for its jobs, too', () => {
    const incident = { ...INCIDENT, target: { ...TARGET, kind: 'family' as const } };

    const { reason } = fleetWideFailure.review(
      PLAN,
      factsWith({ incident, failingServices: 0, activeServices: 10 }),
    );

    expect(reason).toBe('0 of 10 services fail, fewer than 3');
  });

  it('does not take exactly the limit for more than it', () => {
    const facts = factsUnder(
      { fleet: { ...CONFIG.fleet, maxFailingPercent: 28 } },
      { failingServices: 7, activeServices: 25 },
    );

    const verdict = fleetWideFailure.review(PLAN, facts);

    expect(verdict.type).toBe('act');
  });

  it.each([
    ['family', 0, 0, 'act'],
    ['family', 1, 0, 'deny'],
    ['family', 5, 10, 'deny'],
    ['service', 0, 0, 'deny'],
  ] as const)(
    'lets jobs run in a cluster without services: %s, %d of %d, %s',
    (kind, failing, active, type) => {
      const incident = { ...INCIDENT, target: { ...TARGET, kind } };

      const verdict = fleetWideFailure.review(
        PLAN,
        factsWith({ incident, failingServices: failing, activeServices: active }),
      );

      expect(verdict.type).toBe(type);
      if (type === 'act') {
        expect(verdict.reason).toBe('the cluster runs jobs only: it has no services that could fail');
      }
    },
  );

  it.each([
    [1, 0],
    [0, 0],
    [1, Number.NaN],
    [1, -5],
    [1, Number.POSITIVE_INFINITY],
    [1, 2.5],
    [Number.NaN, 10],
    [-1, 10],
    [Number.POSITIVE_INFINITY, 10],
  ])('denies when it is told that %d of %d services fail', (failingServices, activeServices) => {
    const verdict = fleetWideFailure.review(PLAN, factsWith({ failingServices, activeServices }));

    expect(verdict.type).toBe('deny');
  });

  it.each([
    { maxFailingPercent: 0 },
    { maxFailingPercent: Number.NaN },
    { maxFailingPercent: 101 },
    { minFailingServices: 0 },
    { minFailingServices: Number.NaN },
  ])('denies under limits that limit nothing: %j', (limits) => {
    const facts = factsUnder({ fleet: { ...CONFIG.fleet, ...limits } });

    const verdict = fleetWideFailure.review(PLAN, facts);

    expect(verdict.type).toBe('deny');
    expect(verdict.reason).toContain('the limit fleet.m');
  });
});
