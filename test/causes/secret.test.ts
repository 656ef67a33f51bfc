import { describe, expect, it } from 'vitest';
import { causeOf } from '../../shared/causes/index.ts';
import { nameSecret } from '../../shared/causes/secret.ts';
import type { Cause } from '../../shared/domain/cause.ts';
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

const MISSING: Cause = {
  code: 'secret-key-missing',
  retryable: false,
  expected: false,
  summary: 'A key is missing.',
  nextStep: 'Add it.',
};

function definition(secrets: readonly string[]): TaskDefinition {
  const containers = [{ name: 'app', image: 'app:1', essential: true, secrets }];
  return { taskDefinitionArn: 'arn', status: 'ACTIVE', containers, tags: {} };
}

describe('shared/causes/secret', () => {
  it('finds the secret in the task definition when the event names the key only', () => {
    const cause = nameSecret(causeOf(TASK), definition([`${SECRET}:USER::`, `${SECRET}:DB_PASSWORD::`]));

    expect(cause).toMatchObject({
      code: 'secret-key-missing',
      subject: `${SECRET} (json key DB_PASSWORD)`,
      summary: `The secret ${SECRET} has no key DB_PASSWORD.`,
      nextStep: `Add key DB_PASSWORD to ${SECRET}, or correct \`valueFrom\` in the task definition.`,
    });
  });

  it('finds it in whichever container has it', () => {
    const [app] = definition([`${SECRET}:DB_PASSWORD::`]).containers;
    const containers = [{ name: 'envoy', image: 'envoy:1', essential: false }, ...(app ? [app] : [])];

    const cause = nameSecret(causeOf(TASK), { ...definition([]), containers });

    expect(cause?.subject).toBe(`${SECRET} (json key DB_PASSWORD)`);
  });

  it('leaves the cause as it is when no secret of the task definition has that key', () => {
    expect(nameSecret(causeOf(TASK), definition([`${SECRET}:USER::`]))).toEqual(causeOf(TASK));
    expect(nameSecret(causeOf(TASK), undefined)).toEqual(causeOf(TASK));
  });

  it.each<[string, Partial<Cause>]>([
    ['that names its secret already', { subject: `${SECRET} (json key DB_PASSWORD)` }],
    ['that names nothing', {}],
    ['that is another', { code: 'unknown', subject: 'json key DB_PASSWORD' }],
  ])('leaves a cause alone %s', (_what, parts) => {
    const cause: Cause = { ...MISSING, ...parts };

    expect(nameSecret(cause, definition([`${SECRET}:DB_PASSWORD::`]))).toBe(cause);
  });

  it('makes no cause of none', () => {
    expect(nameSecret(null, definition([`${SECRET}:DB_PASSWORD::`]))).toBeNull();
  });
});
