import { describe, expect, it } from 'vitest';
import type { Action } from '../../shared/domain/action.ts';
import { boundedPlan } from '../../shared/guardrails/bounded-plan.ts';
import { desiredCount, factsWith, INCIDENT, PLAN, planOf, RERUN, ROLLBACK, TARGET } from './sample.ts';

const OTHER = 'arn:aws:ecs:eu-central-1:111122223333:cluster/test';

describe('shared/guardrails/bounded-plan', () => {
  it.each([
    ['one action on the target', PLAN],
    ['ten actions', planOf(Array.from({ length: 10 }, () => ROLLBACK))],
    ['a scale to zero', planOf([desiredCount(4, 0)])],
    ['no watch afterwards', planOf([ROLLBACK], { holdSeconds: 0 })],
  ])('has nothing against %s', (_name, plan) => {
    const verdict = boundedPlan.review(plan, factsWith());

    expect(verdict.type).toBe('act');
  });

  it.each([
    ['no action', planOf([]), 'the plan is empty'],
    ['eleven', planOf(Array.from({ length: 11 }, () => ROLLBACK)), 'the plan has 11 actions, more than 10'],
    ['a negative count', planOf([desiredCount(4, -1)]), '-1 is not a number of tasks'],
    ['a count that is no number', planOf([desiredCount(4, Number.NaN)]), 'NaN is not a number of tasks'],
    ['an unknown present count', planOf([desiredCount(Number.NaN, 0)]), 'NaN is not a number of tasks'],
    ['a fraction of a task', planOf([desiredCount(4, 0.5)]), '0.5 is not a number of tasks'],
    [
      'an endless count',
      planOf([desiredCount(4, Number.POSITIVE_INFINITY)]),
      'Infinity is not a number of tasks',
    ],
    [
      'an endless deadline',
      planOf([ROLLBACK], { deadlineSeconds: Number.POSITIVE_INFINITY }),
      'the deadline is Infinity seconds, which is no waiting time',
    ],
    [
      'a watch of unknown length',
      planOf([ROLLBACK], { holdSeconds: Number.NaN }),
      'the watch after it is NaN seconds, which is no waiting time',
    ],
    ['no target', planOf([{ ...ROLLBACK, target: '' }]), 'ecs.deploy-revision names no target'],
    ['no cluster', planOf([{ ...ROLLBACK, clusterArn: '' }]), 'ecs.deploy-revision names no target'],
  ])('denies a plan with %s', (_name, plan, reason) => {
    const verdict = boundedPlan.review(plan, factsWith());

    expect(verdict).toEqual({ type: 'deny', by: 'bounded-plan', reason });
  });

  it("denies an action on another cluster than the incident's", () => {
    const verdict = boundedPlan.review(planOf([ROLLBACK, { ...RERUN, clusterArn: OTHER }]), factsWith());

    expect(verdict.type).toBe('deny');
    expect(verdict.reason).toContain('ecs.run-task is for the cluster');
  });

  it("denies an action on another service than the incident's", () => {
    const verdict = boundedPlan.review(planOf([{ ...ROLLBACK, service: 'ledger' }]), factsWith());

    expect(verdict.type).toBe('deny');
    expect(verdict.reason).toContain('for the service "ledger", the incident for "payments-api"');
  });

  it('says how many actions it has nothing against', () => {
    const verdict = boundedPlan.review(PLAN, factsWith());

    expect(verdict.reason).toBe("1 action, on the incident's target only");
  });

  it('has nothing against a rerun beside a service, for it names none', () => {
    const verdict = boundedPlan.review(planOf([RERUN]), factsWith());

    expect(verdict.type).toBe('act');
  });

  it('cuts a name from outside that is longer than forty characters', () => {
    const reasonFor = (service: string) =>
      boundedPlan.review(planOf([{ ...ROLLBACK, service }]), factsWith()).reason;

    expect(reasonFor('x'.repeat(40))).toContain(`"${'x'.repeat(40)}"`);
    expect(reasonFor('x'.repeat(41))).toContain(`"${'x'.repeat(39)}…"`);
  });

  it('has nothing against a rerun for an incident on a task family', () => {
    const incident = { ...INCIDENT, target: { ...TARGET, kind: 'family', name: 'nightly' } as const };

    const verdict = boundedPlan.review(planOf([RERUN]), factsWith({ incident }));

    expect(verdict.type).toBe('act');
  });

  it.each([
    ['a setting of a registry', 'ecr.set-tag-mutability', { changes: [] }],
    ['an event about images', 'events.put-event', { details: [] }],
    ['the bounds of a service', 'scaling.set-range', { resourceId: 'service/prod' }],
    ['a schedule', 'hours.sleep', { schedule: 'nights', sleepers: [] }],
    ['images', 'ecr.restore-images', { chosen: [] }],
  ])('holds an action on %s to the bounds of its own', (_what, kind, more) => {
    // No action that the types allow: it is what a playbook that went wrong would plan.
    const action = { ...ROLLBACK, kind, ...more } as unknown as Action;

    expect(boundedPlan.review(planOf([action]), factsWith())).toMatchObject({
      type: 'deny',
      reason: expect.stringContaining(kind),
    });
  });

  it('denies a change of a cluster for an incident on a registry', () => {
    const { clusterArn: _, cluster: __, ...home } = TARGET;
    const incident = { ...INCIDENT, target: { ...home, kind: 'registry' as const, name: 'registry' } };

    expect(boundedPlan.review(PLAN, factsWith({ incident })).reason).toBe(
      'ecs.deploy-revision changes a cluster, the incident is about a registry',
    );
  });
});
