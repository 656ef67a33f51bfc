import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SILENT } from '../../local/log.ts';
import { createExecute } from '../../shared/actions/index.ts';
import type { RunTask } from '../../shared/domain/fleet-action.ts';
import { connectionReset, serviceError, simulatedAws } from '../aws/simulated-aws.ts';
import { ARN, CLUSTER, simulatedEcs } from './simulated-ecs.ts';

const RUN: RunTask = {
  kind: 'ecs.run-task',
  target: CLUSTER,
  clusterArn: CLUSTER,
  risk: 'low',
  clientToken: 'incident-1-try-1',
  replaces: `${ARN}:task/prod/dead`,
  taskDefinitionArn: `${ARN}:task-definition/report:3`,
  startedBy: 'watchkeeper/1/events-rule/nightly',
};

async function inputFor(action: RunTask) {
  const ecs = simulatedEcs();
  await createExecute(ecs.aws.clients, SILENT)(action);
  return ecs.started[0];
}

const failingWith = (error: Error) =>
  createExecute(
    simulatedAws({
      RunTask: () => {
        throw error;
      },
    }).clients,
    SILENT,
  );

describe('shared/actions/run-task', () => {
  test('a task is started once as it was planned, and takes the place of the dead one', async () => {
    const ecs = simulatedEcs();
    const action: RunTask = {
      ...RUN,
      group: 'reports',
      capacityProvider: 'FARGATE',
      platformVersion: '1.4.0',
      network: { subnets: ['subnet-a'], securityGroups: ['sg-1'], assignPublicIp: 'DISABLED' },
      overrides: { containerOverrides: [{ name: 'report', memory: 1024 }] },
      enableExecuteCommand: true,
      tags: { team: 'payments', 'aws:ecs:clusterName': 'prod' },
    };

    const result = await createExecute(ecs.aws.clients, SILENT)(action);

    expect(result).toEqual({
      type: 'done',
      reason: `started ${ARN}:task/prod/new-0`,
      before: RUN.replaces,
      after: `${ARN}:task/prod/new-0`,
    });
    expect(ecs.started).toEqual([
      {
        cluster: CLUSTER,
        taskDefinition: RUN.taskDefinitionArn,
        clientToken: RUN.clientToken,
        count: 1,
        startedBy: RUN.startedBy,
        group: 'reports',
        capacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1 }],
        platformVersion: '1.4.0',
        networkConfiguration: {
          awsvpcConfiguration: {
            subnets: ['subnet-a'],
            securityGroups: ['sg-1'],
            assignPublicIp: 'DISABLED',
          },
        },
        overrides: { containerOverrides: [{ name: 'report', memory: 1024 }] },
        enableExecuteCommand: true,
        tags: [{ key: 'team', value: 'payments' }],
      },
    ]);
  });

  test('a capacity provider rules out the launch type; with neither the cluster decides', async () => {
    const both = await inputFor({ ...RUN, capacityProvider: 'FARGATE_SPOT', launchType: 'FARGATE' });
    const launchType = await inputFor({ ...RUN, launchType: 'EC2' });
    const neither = await inputFor(RUN);

    expect(both).not.toHaveProperty('launchType');
    expect(launchType).toMatchObject({ launchType: 'EC2' });
    expect(launchType).not.toHaveProperty('capacityProviderStrategy');
    expect(neither).not.toHaveProperty('launchType');
    expect(neither).not.toHaveProperty('capacityProviderStrategy');
  });

  test.each(['family:report', 'service:api'])('group %s is left to ECS, which refuses it', async (group) => {
    expect(await inputFor({ ...RUN, group })).not.toHaveProperty('group');
  });

  test('startedBy fits what ECS accepts', async () => {
    const input = await inputFor({ ...RUN, startedBy: `watchkeeper/1/my.rule é${'x'.repeat(200)}` });

    expect(input?.startedBy).toMatch(/^watchkeeper\/1\/my_rule__x+$/);
    expect(input?.startedBy).toHaveLength(128);
  });

  test.each(['', ' ', 'a b', 'x'.repeat(65), 'é'])(
    'token %j is refused before any call',
    async (clientToken) => {
      const ecs = simulatedEcs();

      const result = await createExecute(ecs.aws.clients, SILENT)({ ...RUN, clientToken });

      expect(result.type).toBe('refused');
      expect(ecs.aws.calls).toEqual([]);
    },
  );

  test('when the answer is lost after the task was started, repeating the action finds that task', async () => {
    const ecs = simulatedEcs();
    ecs.troubles.push({ command: 'RunTask', when: 'after', error: connectionReset() });
    const execute = createExecute(ecs.aws.clients, SILENT);

    await expect(execute(RUN)).rejects.toThrow('repeating this is harmless');
    const result = await execute(RUN);

    expect(result).toMatchObject({ type: 'done', after: `${ARN}:task/prod/new-0` });
    expect(ecs.started).toHaveLength(1);
  });

  test('whatever goes wrong and however often it is repeated, one task is started', async () => {
    const trouble = fc.record({
      command: fc.constant('RunTask' as const),
      when: fc.constantFrom('before' as const, 'after' as const),
      error: fc.constantFrom(connectionReset(), serviceError('ServerException', 'oops', 500)),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(trouble, { maxLength: 9 }),
        fc.integer({ min: 1, max: 4 }),
        async (all, more) => {
          const ecs = simulatedEcs();
          ecs.troubles.push(...all);
          const execute = createExecute(ecs.aws.clients, SILENT);

          // An action is repeated while its outcome is not known, and may be delivered again after that.
          let result = await execute(RUN).catch(() => undefined);
          while (!result) result = await execute(RUN).catch(() => undefined);
          for (let times = 0; times < more; times++) await execute(RUN).catch(() => undefined);

          expect(result.type).toBe('done');
          expect(ecs.started).toHaveLength(1);
        },
      ),
    );
  });

  test('the SDK alone repeats a call: an action sends one', async () => {
    const aws = simulatedAws({
      RunTask: () => {
        throw connectionReset();
      },
    });

    await createExecute(aws.clients, SILENT)(RUN).catch(() => undefined);

    expect(aws.calls).toEqual(['ecs:RunTask']);
  });

  test('when it cannot be learnt whether a task was started, it throws so that it is tried again', async () => {
    const executing = failingWith(serviceError('ServerException', 'oops', 500))(RUN);

    await expect(executing).rejects.toThrow('not known whether a task was started');
  });

  test('the same token with another task definition is refused', async () => {
    const ecs = simulatedEcs();
    const execute = createExecute(ecs.aws.clients, SILENT);
    await execute(RUN);

    const result = await execute({ ...RUN, taskDefinitionArn: `${ARN}:task-definition/report:4` });

    expect(result).toEqual({ type: 'refused', reason: expect.stringContaining('with other parameters') });
    expect(ecs.started).toHaveLength(1);
  });

  test.each([
    ['RESOURCE:MEMORY', 'there is no capacity for it (RESOURCE:MEMORY)'],
    ['AGENT', 'ECS could not place it (AGENT)'],
    [undefined, 'no reason given'],
  ])('a successful answer with the failure %s is a failure', async (reason, expected) => {
    const aws = simulatedAws({ RunTask: () => ({ tasks: [], failures: reason ? [{ reason }] : [] }) });

    const result = await createExecute(aws.clients, SILENT)(RUN);

    expect(result).toEqual({ type: 'failed', reason: expect.stringContaining(expected) });
  });

  test('a denied call names what IAM missed', async () => {
    const role = 'arn:aws:iam::111122223333:role/report-task';
    const message = `User: x is not authorized to perform: iam:PassRole on resource: ${role} because no policy allows it`;

    const named = await failingWith(serviceError('AccessDeniedException', message))(RUN);
    const unnamed = await failingWith(serviceError('AccessDeniedException', 'no'))(RUN);

    expect(named.reason).toBe(`AWS denied it: add "iam:PassRole" on ${role} to the role of this function`);
    expect(unnamed.reason).toContain(`add "ecs:RunTask" on ${RUN.taskDefinitionArn}`);
  });

  test('throttling and refusals say so in one sentence', async () => {
    const throttled = await failingWith(serviceError('ThrottlingException', 'Rate exceeded'))(RUN);
    const inactive = await failingWith(serviceError('ClientException', 'TaskDefinition is\n inactive'))(RUN);

    expect(throttled).toEqual({ type: 'failed', reason: expect.stringContaining('throttles ecs:RunTask') });
    expect(inactive.reason).toContain('ClientException: TaskDefinition is inactive');
  });
});
