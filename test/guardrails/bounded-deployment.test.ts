import { describe, expect, it } from 'vitest';
import type { ContinueDeployment } from '../../shared/domain/fleet-action.ts';
import { boundedPlan } from '../../shared/guardrails/bounded-plan.ts';
import { factsWith, INCIDENT, planOf, ROLLBACK, TARGET } from './sample.ts';

const DEPLOYMENT = `${TARGET.clusterArn.replace(':cluster/', ':service-deployment/')}/${TARGET.name}/0EYSiB0q`;
const ANSWER: ContinueDeployment = {
  kind: 'ecs.continue-deployment',
  target: DEPLOYMENT,
  clusterArn: ROLLBACK.clusterArn,
  service: TARGET.name,
  risk: 'high',
  hookId: 'ecs-pause-1',
  decision: 'ROLLBACK',
};

describe('shared/guardrails/bounded-deployment', () => {
  it.each(['CONTINUE', 'ROLLBACK'] as const)("has nothing against %s for the service's own", (decision) => {
    expect(boundedPlan.review(planOf([{ ...ANSWER, decision }]), factsWith()).type).toBe('act');
  });

  it.each([
    ['another service', { service: 'checkout' }],
    ["another service's deployment", { target: DEPLOYMENT.replace(TARGET.name, 'checkout') }],
    ['another account', { target: DEPLOYMENT.replace(TARGET.account, '999999999999') }],
    ['another Region', { target: DEPLOYMENT.replace(TARGET.region, 'us-east-1') }],
    ['another product', { target: DEPLOYMENT.replace(':ecs:', ':eks:') }],
    ['no ARN', { target: 'service-deployment' }],
    ['another cluster', { clusterArn: `${ROLLBACK.clusterArn}-2` }],
    ['what is no deployment', { target: TARGET.clusterArn }],
    ['no hook', { hookId: '' }],
    ['an answer that ECS does not know', { decision: 'STOP' as 'ROLLBACK' }],
  ])('denies an answer for %s', (_what, change) => {
    expect(boundedPlan.review(planOf([{ ...ANSWER, ...change }]), factsWith()).type).toBe('deny');
  });

  it('denies an answer for an incident on a task family of the same name', () => {
    const incident = { ...INCIDENT, target: { ...TARGET, kind: 'family' as const } };

    expect(boundedPlan.review(planOf([ANSWER]), factsWith({ incident })).type).toBe('deny');
  });
});
