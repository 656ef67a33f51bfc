import { describe, expect, it } from 'vitest';
import type { Action, RunTask } from '../../shared/domain/action.ts';
import type { Service } from '../../shared/domain/fleet.ts';
import { undoCommand } from '../../shared/notify/undo.ts';
import { deployRevision, setDesiredCount } from '../../shared/playbooks/ecs/remedy.ts';

const CLUSTER = 'arn:aws:ecs:eu-west-1:123456789012:cluster/prod';
const service: Service = {
  serviceArn: 'arn:aws:ecs:eu-west-1:123456789012:service/prod/api',
  name: 'api',
  clusterArn: CLUSTER,
  status: 'ACTIVE',
  taskDefinitionArn: 'arn:aws:ecs:eu-west-1:123456789012:task-definition/api:42',
  desiredCount: 6,
  runningCount: 0,
  pendingCount: 0,
  deploymentController: 'ECS',
  circuitBreaker: { enabled: false, rollback: false },
  deployments: [],
  tags: {},
};
const rerun: RunTask = {
  kind: 'ecs.run-task',
  target: CLUSTER,
  clusterArn: CLUSTER,
  risk: 'low',
  clientToken: 'token',
  replaces: 'arn:aws:ecs:eu-west-1:123456789012:task/prod/old',
  taskDefinitionArn: 'arn:aws:ecs:eu-west-1:123456789012:task-definition/job:1',
  startedBy: 'watchkeeper/1/run-task',
};

const at = '2026-11-23T10:00:00Z';
const done = (action: Action, after?: string) =>
  undoCommand({ action, result: { type: 'done', reason: 'done', ...(after && { after }) }, at });

describe('shared/notify/undo', () => {
  it('gives the command that takes each kind of action back', () => {
    const rollback = deployRevision(service, 'arn:aws:ecs:eu-west-1:123456789012:task-definition/api:41');

    expect(done(rollback)).toBe(
      'aws ecs update-service --cluster prod --service api --task-definition api:42',
    );
    expect(done(setDesiredCount(service, 0))).toBe(
      'aws ecs update-service --cluster prod --service api --desired-count 6',
    );
    expect(done(rerun, 'arn:aws:ecs:eu-west-1:123456789012:task/prod/new')).toBe(
      'aws ecs stop-task --cluster prod --task new',
    );
  });

  it('has nothing to take back when nothing was done', () => {
    expect(undoCommand({ action: rerun, result: { type: 'refused', reason: 'no' }, at })).toBe('');
  });
});
