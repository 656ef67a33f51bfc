import { describe, expect, it } from 'vitest';
import { continueDeployment } from '../../shared/actions/continue-deployment.ts';
import type { ContinueDeployment } from '../../shared/domain/fleet-action.ts';
import { CLUSTER, DEPLOYMENT, HOOK, type SimulatedEcs, simulatedEcs } from './simulated-ecs.ts';

const answer = (decision: ContinueDeployment['decision']): ContinueDeployment => ({
  kind: 'ecs.continue-deployment',
  target: DEPLOYMENT,
  clusterArn: CLUSTER,
  service: 'api',
  risk: 'high',
  hookId: HOOK,
  decision,
});
const ROLLBACK = answer('ROLLBACK');
const run = async (ecs: SimulatedEcs, action = ROLLBACK) =>
  continueDeployment(await ecs.aws.clients.ecs(), action);
const lost = () => Object.assign(new Error('connection reset'), { name: 'TimeoutError' });

describe('shared/actions/continue-deployment', () => {
  it.each([
    ['CONTINUE', 'the pause hook went from waiting to continued'],
    ['ROLLBACK', 'the pause hook went from waiting to rolled back'],
  ] as const)('answers %s once, and a repeat writes nothing', async (decision, reason) => {
    const ecs = simulatedEcs();

    expect(await run(ecs, answer(decision))).toMatchObject({ type: 'done', reason });
    expect(await run(ecs, answer(decision))).toMatchObject({ type: 'done' });
    expect(ecs.changes()).toBe(1);
  });

  it('writes nothing when the hook has got another answer meanwhile', async () => {
    const ecs = simulatedEcs();
    await run(ecs);

    const result = await run(ecs, answer('CONTINUE'));

    expect(result).toMatchObject({
      type: 'refused',
      reason: expect.stringContaining('now it is rolled back'),
    });
    expect(ecs.changes()).toBe(1);
  });

  it('writes nothing when the time of the hook ran out', async () => {
    const ecs = simulatedEcs();
    ecs.deployment.lifecycleHookDetails = [{ hookId: HOOK, targetType: 'PAUSE', status: 'TIMED_OUT' }];

    expect(await run(ecs)).toMatchObject({ type: 'refused', reason: expect.stringContaining('TIMED_OUT') });
    expect(ecs.changes()).toBe(0);
  });

  it.each([
    ['ROLLBACK_SUCCESSFUL', 'ROLLBACK', 'done'],
    ['ROLLBACK_SUCCESSFUL', 'CONTINUE', 'refused'],
    ['SUCCESSFUL', 'CONTINUE', 'done'],
    ['STOPPED', 'CONTINUE', 'refused'],
  ] as const)('takes from a deployment that is %s whether %s is %s', async (status, decision, type) => {
    const ecs = simulatedEcs();
    Object.assign(ecs.deployment, { status, lifecycleHookDetails: [] });

    expect(await run(ecs, answer(decision))).toMatchObject({ type });
    expect(ecs.changes()).toBe(0);
  });

  it.each([
    ['before', 'failed'],
    ['after', 'done'],
  ] as const)('learns whether it was answered when the connection breaks %s', async (when, type) => {
    const ecs = simulatedEcs();
    ecs.troubles.push({ command: 'ContinueServiceDeployment', when, error: lost() });

    expect(await run(ecs)).toMatchObject({ type });
    expect(ecs.changes()).toBe(when === 'after' ? 1 : 0);
  });

  it('answers nothing that it cannot look at first', async () => {
    const ecs = simulatedEcs();
    ecs.troubles.push({ command: 'DescribeServiceDeployments', when: 'before', error: lost() });

    expect(await run(ecs)).toMatchObject({ type: 'failed' });
    expect(ecs.changes()).toBe(0);
  });
});
