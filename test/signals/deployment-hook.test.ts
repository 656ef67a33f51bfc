import { describe, expect, it } from 'vitest';
import { MalformedEventError } from '../../shared/domain/errors.ts';
import { parseSignal } from '../../shared/signals/index.ts';
import { ownSample } from './samples.ts';

const sample = ownSample('aws.ecs/hook-awaiting-action.json');
const detail = sample.detail as Record<string, unknown>;
const DEPLOYMENT =
  'arn:aws:ecs:eu-west-1:123456789012:service-deployment/prod/payments-api/0EYSiB0qap8xf0N76FsbE';

describe('shared/signals/deployment-hook', () => {
  it('reads the event as ECS documents it, which names the deployment where others name the service', () => {
    expect(parseSignal(sample)).toMatchObject({
      signal: {
        kind: 'ecs.deployment-hook',
        service: 'payments-api',
        cluster: 'prod',
        eventName: 'HOOK_AWAITING_ACTION',
        deploymentArn: DEPLOYMENT,
        hookId: expect.stringMatching(/^ecs-pause-/),
      },
    });
  });

  it.each([
    ['no service', { serviceArn: undefined }],
    ['no cluster', { clusterArn: undefined }],
    ['no deployment', { serviceDeploymentArn: undefined }],
    ['a deployment of another service', { serviceDeploymentArn: DEPLOYMENT.replace('payments', 'checkout') }],
    ['a deployment in disguise', { serviceDeploymentArn: `${DEPLOYMENT} --action CONTINUE` }],
    ['an event that is none of a hook', { eventName: 'SERVICE_STEADY_STATE' }],
  ])('refuses one that names %s', (_what, change) => {
    expect(() => parseSignal({ ...sample, detail: { ...detail, ...change } })).toThrow(MalformedEventError);
  });
});
