import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SILENT } from '../../local/log.ts';
import { createExecute } from '../../shared/actions/index.ts';
import type { Action } from '../../shared/domain/action.ts';
import type { DeployRevision, SetDesiredCount } from '../../shared/domain/fleet-action.ts';
import { connectionReset, serviceError } from '../aws/simulated-aws.ts';
import { CLUSTER, definition, SERVICE, simulatedEcs } from './simulated-ecs.ts';

const BASE = { target: SERVICE, clusterArn: CLUSTER, service: 'api', risk: 'medium' } as const;

function deploy(from: number, to: number): DeployRevision {
  const there = { ...BASE, kind: 'ecs.deploy-revision', from: definition(from), to: definition(to) } as const;
  return { ...there, inverse: { ...there, from: there.to, to: there.from } };
}

function scale(from: number, to: number): SetDesiredCount {
  const revision = 'arn:aws:ecs:eu-west-1:123456789012:task-definition/api:1';
  const there = { ...BASE, kind: 'ecs.set-desired-count', revision, from, to } as const;
  return { ...there, inverse: { ...there, from: to, to: from } };
}

/** Each kind with an action that fits the simulated service, and what the service must show before and after. */
const KINDS: readonly [string, Action, { before: string; after: string }][] = [
  ['ecs.deploy-revision', deploy(7, 6), { before: definition(7), after: definition(6) }],
  ['ecs.set-desired-count', scale(4, 0), { before: '4', after: '0' }],
];

const run = (ecs: ReturnType<typeof simulatedEcs>, action: Action) =>
  createExecute(ecs.aws.clients, SILENT)(action);

describe.each(KINDS)('shared/actions: %s', (_kind, action, shown) => {
  test('the service is changed once; a repeat finds it done and writes nothing', async () => {
    const ecs = simulatedEcs();

    const first = await run(ecs, action);
    const repeat = await run(ecs, action);

    expect(first).toMatchObject({ type: 'done', ...shown });
    expect(repeat).toMatchObject({
      type: 'done',
      reason: expect.stringContaining('already'),
      after: shown.after,
    });
    expect(ecs.changes()).toBe(1);
  });

  test('a service that changed meanwhile is left alone, and both values are told', async () => {
    const ecs = simulatedEcs();
    ecs.service.taskDefinition = definition(8);
    ecs.service.desiredCount = 9;

    const result = await run(ecs, action);

    expect(result).toEqual({ type: 'refused', reason: expect.stringContaining('changed meanwhile') });
    expect(result.reason).toContain(shown.before);
    expect(ecs.changes()).toBe(0);
  });

  test.each(['DRAINING', 'INACTIVE'])('a service that is %s is left alone', async (status) => {
    const ecs = simulatedEcs();
    ecs.service.status = status;

    const result = await run(ecs, action);

    expect(result).toEqual({ type: 'refused', reason: `api: it is ${status}, not ACTIVE` });
    expect(ecs.changes()).toBe(0);
  });

  test('when only the answer is lost, the service itself says that it was done', async () => {
    const ecs = simulatedEcs();
    ecs.troubles.push({ command: 'UpdateService', when: 'after', error: connectionReset() });

    const result = await run(ecs, action);

    expect(result).toMatchObject({ type: 'done', ...shown });
    expect(ecs.changes()).toBe(1);
  });

  test('when the call had no effect, the service itself says so', async () => {
    const ecs = simulatedEcs();
    ecs.troubles.push({ command: 'UpdateService', when: 'before', error: connectionReset() });

    const result = await run(ecs, action);

    expect(result).toEqual({ type: 'failed', reason: expect.stringContaining('socket hang up') });
    expect(ecs.changes()).toBe(0);
  });

  test('when the service cannot be read before, nothing is written', async () => {
    const ecs = simulatedEcs();
    const denied = serviceError('AccessDeniedException', 'no');
    ecs.troubles.push({ command: 'DescribeServices', when: 'before', error: denied });

    const result = await run(ecs, action);

    expect(result).toEqual({ type: 'failed', reason: expect.stringContaining('"ecs:DescribeServices"') });
    expect(ecs.aws.calls).toEqual(['ecs:DescribeServices']);
  });

  test('whatever goes wrong and however often it is repeated, the service is changed at most once', async () => {
    const trouble = fc.record({
      command: fc.constantFrom('UpdateService' as const, 'DescribeServices' as const),
      when: fc.constantFrom('before' as const, 'after' as const),
      error: fc.constantFrom(connectionReset(), serviceError('ServerException', 'oops', 500)),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(trouble, { maxLength: 9 }), async (troubles) => {
        const ecs = simulatedEcs();
        ecs.troubles.push(...troubles);

        // Each round uses up a trouble at least, so that the last one meets none.
        const results = [];
        for (let round = 0; round <= troubles.length; round++) {
          results.push(await run(ecs, action).catch(() => undefined));
        }

        expect(results.at(-1)).toMatchObject({ type: 'done', after: shown.after });
        expect(ecs.changes()).toBe(1);
      }),
    );
  });

  test('a denied write names the permission and the service', async () => {
    const ecs = simulatedEcs();
    const denied = serviceError('AccessDeniedException', 'no');
    ecs.troubles.push({ command: 'UpdateService', when: 'before', error: denied });

    const result = await run(ecs, action);

    expect(result.reason).toBe(
      `AWS denied it: add "ecs:UpdateService" on ${SERVICE} to the role of this function`,
    );
  });
});

describe('shared/actions/change-service', () => {
  test('when it cannot be learnt whether the service was changed, it throws so that it is tried again', async () => {
    const ecs = simulatedEcs();
    ecs.troubles.push({ command: 'UpdateService', when: 'after', error: connectionReset() });
    ecs.troubles.push({ command: 'DescribeServices', when: 'before', error: connectionReset(), pass: 1 });

    await expect(run(ecs, deploy(7, 6))).rejects.toThrow('could not be read');
    expect(await run(ecs, deploy(7, 6))).toMatchObject({ type: 'done' });
    expect(ecs.changes()).toBe(1);
  });

  test('the inverse undoes what was done', async () => {
    const ecs = simulatedEcs();
    const action = scale(4, 0);
    await run(ecs, action);

    const undone = await run(ecs, { ...action.inverse, inverse: action });

    expect(undone.type).toBe('done');
    expect(ecs.service.desiredCount).toBe(4);
  });

  test('a service whose revisions CodeDeploy deploys is scaled but not deployed', async () => {
    const ecs = simulatedEcs();
    ecs.service.deploymentController = { type: 'CODE_DEPLOY' };

    const deployed = await run(ecs, deploy(7, 6));
    const scaled = await run(ecs, scale(4, 2));

    expect(deployed).toEqual({ type: 'refused', reason: expect.stringContaining('CODE_DEPLOY') });
    expect(scaled.type).toBe('done');
  });

  test.each([Number.NaN, -1, 1.5, Number.POSITIVE_INFINITY])(
    'a desired count of %d is refused before any call',
    async (count) => {
      const ecs = simulatedEcs();

      const to = await run(ecs, scale(4, count));
      const from = await run(ecs, scale(count, 0));

      expect([to.type, from.type]).toEqual(['refused', 'refused']);
      expect(ecs.aws.calls).toEqual([]);
    },
  );
});
