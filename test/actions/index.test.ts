import { describe, expect, test } from 'vitest';
import { createExecute } from '../../shared/actions/index.ts';
import { ACTION_PERMISSIONS } from '../../shared/actions/permissions.ts';
import type { Action } from '../../shared/domain/action.ts';
import { CLUSTER, DEPLOYMENT, definition, HOOK, SERVICE, simulatedEcs } from './simulated-ecs.ts';

const CHANGE = { target: SERVICE, clusterArn: CLUSTER, service: 'api', risk: 'medium' } as const;
const DEPLOY = { ...CHANGE, kind: 'ecs.deploy-revision', from: definition(7), to: definition(6) } as const;
const SCALE = {
  ...CHANGE,
  kind: 'ecs.set-desired-count',
  revision: 'arn:aws:ecs:eu-west-1:123456789012:task-definition/api:1',
  from: 4,
  to: 0,
} as const;

const ACTIONS: readonly Action[] = [
  {
    kind: 'ecs.run-task',
    target: CLUSTER,
    clusterArn: CLUSTER,
    risk: 'low',
    clientToken: 'token',
    replaces: 'task',
    taskDefinitionArn: definition(7),
    startedBy: 'watchkeeper/1/',
  },
  { ...DEPLOY, inverse: DEPLOY },
  { ...SCALE, inverse: SCALE },
  {
    ...CHANGE,
    kind: 'ecs.continue-deployment',
    target: DEPLOYMENT,
    hookId: HOOK,
    decision: 'ROLLBACK',
  },
];

/** What IAM asks for besides the operation itself: to pass the task's roles, and to tag it as it is made. */
const BESIDES: Readonly<Partial<Record<Action['kind'], readonly string[]>>> = {
  'ecs.run-task': ['iam:PassRole', 'ecs:TagResource'],
  'ecs.deploy-revision': ['iam:PassRole'],
};

describe('shared/actions', () => {
  test('every kind of action on ECS is tried here', () => {
    const kinds = Object.keys(ACTION_PERMISSIONS).filter((kind) => kind.startsWith('ecs.'));
    expect(ACTIONS.map(({ kind }) => kind).sort()).toEqual(kinds.sort());
  });

  test.each(ACTIONS)('$kind declares exactly the IAM actions that it uses', async (action) => {
    const ecs = simulatedEcs();

    const result = await createExecute(ecs.aws.clients, { info: () => {}, warn: () => {} })(action);

    const used = [...ecs.aws.calls, ...(BESIDES[action.kind] ?? [])];
    expect(result.type).toBe('done');
    expect([...ACTION_PERMISSIONS[action.kind]].sort()).toEqual(used.sort());
  });

  test('every result is logged with what it was done to, and why', async () => {
    const lines: unknown[] = [];
    const note = (level: string) => (message: string, fields?: Record<string, unknown>) =>
      lines.push([level, message, fields]);
    const ecs = simulatedEcs();
    const execute = createExecute(ecs.aws.clients, { info: note('info'), warn: note('warn') });
    const action = { ...SCALE, inverse: SCALE };

    await execute(action);
    ecs.service.status = 'DRAINING';
    await execute(action);

    const fields = { kind: 'ecs.set-desired-count', target: SERVICE, reason: expect.any(String) };
    expect(lines).toEqual([
      ['info', 'Action done', fields],
      ['warn', 'Action refused', fields],
    ]);
  });
});
