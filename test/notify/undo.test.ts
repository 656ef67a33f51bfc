import { describe, expect, it } from 'vitest';
import type { Action } from '../../shared/domain/action.ts';
import type { Service } from '../../shared/domain/fleet.ts';
import type { RunTask } from '../../shared/domain/fleet-action.ts';
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

  it('gives the commands that bring old settings of repositories back', () => {
    const base = { target: 'arn', registryId: '123456789012', risk: 'medium', changes: [] } as const;
    const back = (to: string, ...names: string[]) =>
      names.map((repository) => ({ repository, from: 'x', to }));
    const tags = [...back('MUTABLE', 'web', 'api'), ...back('IMMUTABLE_WITH_EXCLUSION dev-*', 'jobs')];
    const scanning = { from: 'x', to: '{"type":"BASIC","rules":[{"frequency":"MANUAL","filters":["*"]}]}' };
    const policies = [...back('', 'web'), ...back(`{"rules":["it's"]}`, 'api')];
    const put = { kind: 'ecr.put-lifecycle-policy', expires: 0, archives: 0 } as const;

    expect(done({ ...base, kind: 'ecr.set-tag-mutability', inverse: { changes: tags } })).toBe(
      'for r in web api; do aws ecr put-image-tag-mutability --repository-name $r --image-tag-mutability MUTABLE; done; ' +
        "aws ecr put-image-tag-mutability --repository-name jobs --image-tag-mutability IMMUTABLE_WITH_EXCLUSION --image-tag-mutability-exclusion-filters filterType=WILDCARD,filter='dev-*'",
    );
    expect(
      done({ ...base, kind: 'ecr.set-registry-scanning', adds: ['*'], inverse: { changes: [scanning] } }),
    ).toBe(
      `aws ecr put-registry-scanning-configuration --scan-type BASIC --rules '[{"scanFrequency":"MANUAL","repositoryFilters":[{"filter":"*","filterType":"WILDCARD"}]}]'`,
    );
    expect(done({ ...base, ...put, inverse: { changes: policies } })).toBe(
      'aws ecr delete-lifecycle-policy --repository-name web; ' +
        `aws ecr put-lifecycle-policy --repository-name api --lifecycle-policy-text '{"rules":["it'\\''s"]}'`,
    );
  });

  it('gives no command that a message would cut', () => {
    const changes = Array.from({ length: 60 }, (_, n) => ({
      repository: `team/service-${n}`,
      from: 'x',
      to: 'y',
    }));
    const base = { target: 'arn', registryId: '123456789012', risk: 'medium', changes: [] } as const;

    expect(done({ ...base, kind: 'ecr.set-tag-mutability', inverse: { changes } })).toBe('');
  });

  it('has nothing to take back when nothing was done', () => {
    expect(undoCommand({ action: rerun, result: { type: 'refused', reason: 'no' }, at })).toBe('');
  });
});
