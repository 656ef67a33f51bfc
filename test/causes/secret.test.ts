import { describe, expect, it } from 'vitest';
import { causeOf } from '../../shared/causes/index.ts';
import { nameSecret } from '../../shared/causes/secret.ts';
import type { TaskDefinition } from '../../shared/domain/fleet.ts';
import type { TaskState } from '../../shared/domain/signal.ts';

const SECRET = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/payments-AbCdEf';

const TASK: TaskState = {
  taskArn: 'arn:aws:ecs:eu-west-1:123456789012:task/prod/0123',
  taskId: '0123',
  clusterArn: 'arn:aws:ecs:eu-west-1:123456789012:cluster/prod',
  cluster: 'prod',
  lastStatus: 'STOPPED',
  stopCode: 'TaskFailedToStart',
  stoppedReason:
    'ResourceInitializationError: unable to pull secrets or registry auth: retrieved secret from Secrets Manager did not contain json key DB_PASSWORD',
  containers: [],
};

function definition(secrets: readonly string[]): TaskDefinition {
  const containers = [{ name: 'app', image: 'app:1', essential: true, secrets }];
  return { taskDefinitionArn: 'arn', status: 'ACTIVE', containers, tags: {} };
}

describe('shared/causes/secret', () => {
  it('finds the secret in the task definition when the event names the key only', () => {
    const cause = nameSecret(causeOf(TASK), definition([`${SECRET}:USER::`, `${SECRET}:DB_PASSWORD::`]));

    expect(cause?.subject).toBe(`${SECRET} (json key DB_PASSWORD)`);
    expect(cause?.summary).toBe(`The secret ${SECRET} has no key DB_PASSWORD.`);
    expect(cause?.nextStep).toContain(SECRET);
  });

  it('leaves the cause as it is when no secret of the task definition has that key', () => {
    expect(nameSecret(causeOf(TASK), definition([`${SECRET}:USER::`]))).toEqual(causeOf(TASK));
    expect(nameSecret(causeOf(TASK), undefined)).toEqual(causeOf(TASK));
  });

  it('leaves every other cause alone', () => {
    const other = causeOf({ ...TASK, stoppedReason: 'Task stopped by user', stopCode: 'UserInitiated' });

    expect(nameSecret(other, definition([`${SECRET}:DB_PASSWORD::`]))).toBe(other);
  });
});
