import { describe, expect, test } from 'vitest';
import { factsOf } from '../../shared/causes/facts.ts';
import {
  containerWith,
  dependencyIn,
  deploymentIn,
  fileSystemIn,
  hostIn,
  imageIn,
  logGroupIn,
  roleIn,
  secretIn,
  secretKeyIn,
  subnetIn,
  targetGroupIn,
} from '../../shared/causes/names.ts';
import type { Container, TaskState } from '../../shared/domain/signal.ts';
import { stopped } from './cases.ts';

const ARN = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbCdEf';
const HOST = 'arn:aws:ecs:eu-west-1:123456789012:container-instance/prod/abc';

/** What a text tells of a task without containers. */
const read = (stoppedReason: string, task: Partial<TaskState> = {}) =>
  factsOf(stopped({ containers: [], stoppedReason, ...task }));

describe('shared/causes/names', () => {
  test.each([
    ['an ARN', `failed to fetch secret ${ARN} from secrets manager: timeout`, ARN],
    ['an ARN before what precedes it', `secret db: not found, asked for '${ARN}' twice`, ARN],
    [
      'a parameter in another partition, its account masked',
      'denied on resource: arn:aws-us-gov:ssm:us-gov-west-1:####:parameter/prod/db.url because',
      'arn:aws-us-gov:ssm:us-gov-west-1:####:parameter/prod/db.url',
    ],
    [
      'a file in S3, whose ARN has no region',
      'cannot read arn:aws:s3:::config-bucket/prod/api.env: 404',
      'arn:aws:s3:::config-bucket/prod/api.env',
    ],
    ['a name in quotes', "can't retrieve the secret 'prod/db'.", 'prod/db'],
    ['what stands for an ARN', "the secret with ARN 'prod/db' from Secrets Manager", 'prod/db'],
    ['a parameter by its name', 'no parameter named "/prod/db" in Parameter Store', '/prod/db'],
    ['a name before a colon', 'in region eu-west-1: secret prod/db: AccessDenied', 'prod/db'],
    ['parameters of the older agent', 'from ssm: invalid parameters: /prod/db,/prod/url', '/prod/db'],
    [
      'no secret in a sentence about secrets',
      'unable to pull secrets: retrieve secret from asm: no',
      undefined,
    ],
  ])('finds %s', (_what, text, secret) => {
    expect(secretIn(read(text))).toBe(secret);
  });

  test.each([
    ['in quotes', `secret ${ARN}: json key "password" not found`, `${ARN} (json key password)`],
    ['at the end of a sentence', 'did not contain json key db.password..', 'json key db.password'],
    ['before a colon', 'json key password: not found', 'json key password'],
    ['of one letter', 'did not contain json key p', 'json key p'],
    ['nowhere, so the secret alone', `no keys in secret ${ARN}`, ARN],
  ])('finds a json key %s', (_where, text, subject) => {
    expect(secretKeyIn(read(text))).toBe(subject);
  });

  test.each([
    ['a session', 'User: arn:aws:sts::1:assumed-role/api+exec@eu/9f1c is not authorized', 'api+exec@eu'],
    [
      'an ARN',
      'role arn:aws:iam::123456789012:role/teams/api-exec cannot be assumed',
      'arn:aws:iam::123456789012:role/teams/api-exec',
    ],
    ['no role where a user is named', 'User: arn:aws:iam::123456789012:user/alice', undefined],
  ])('finds the role of %s', (_what, text, role) => {
    expect(roleIn(read(text))).toBe(role);
  });

  test.each([
    [
      'with a port',
      'failed to resolve ref registry.acme.dev:5000/team/api:1.2: EOF',
      'registry.acme.dev:5000/team/api:1.2',
    ],
    ['without a registry', "cannot pull 'redis:7' from Docker Hub", 'redis:7'],
    [
      'with a digest',
      `ref acme/api@sha256:${'ab'.repeat(32)}: not found`,
      `acme/api@sha256:${'ab'.repeat(32)}`,
    ],
    ['with tag and digest', 'image acme/api:1@sha256:abc12 is gone', 'acme/api:1@sha256:abc12'],
    ['behind a whole word', 'manifest for acme/api:9 not found', 'acme/api:9'],
    ['not behind a part of a word', 'the platform linux:amd64 is wrong', undefined],
    ['not without tag and digest', 'repository payments-api not found', undefined],
  ])('finds an image %s', (_how, text, image) => {
    expect(imageIn(read(text))).toBe(image);
  });

  test('takes the image of the container that could not pull, then the one that the text names', () => {
    const containers = [
      { name: 'envoy', image: 'envoy:1' },
      { name: 'api', image: 'api:42', reason: 'CannotPullContainerError: EOF' },
    ];
    const silent = containers.map(({ name, image }) => ({ name, image }));

    expect(imageIn(read('pull envoy:1', { containers }))).toBe('api:42');
    expect(imageIn(read('(api:42) EOF', { containers: silent }))).toBe('api:42');
    expect(imageIn(read('EOF', { containers: silent }))).toBeUndefined();
    expect(imageIn(read('EOF', { containers: silent.slice(0, 1) }))).toBe('envoy:1');
    expect(imageIn(read('EOF', { containers: [{ name: 'log' }, ...silent.slice(0, 1)] }))).toBe('envoy:1');
  });

  test.each([
    [
      'an EFS',
      'Failed to resolve "fs-0867a83d8ed398433.efs.eu-west-1.amazonaws.com"',
      'fs-0867a83d8ed398433',
    ],
    ['an access point', 'no access point fsap-0123456789abcdef0', 'fsap-0123456789abcdef0'],
    ['an EBS volume', 'cannot attach vol-0123456789abcdef0: busy', 'vol-0123456789abcdef0'],
    ['no path that looks like one', 'mount of /mnt/efs-deadbeef failed', undefined],
  ])('finds %s', (_what, text, fileSystem) => {
    expect(fileSystemIn(read(text))).toBe(fileSystem);
  });

  test.each([
    ['in an ARN', 'on arn:aws:logs:eu-west-1:123456789012:log-group:payments:log-stream:', 'payments'],
    ['in a sentence', "log group '/ecs/payments-api' is missing", '/ecs/payments-api'],
    ['without quotes', 'cannot create log group team.a/api', 'team.a/api'],
    ['nowhere', 'The specified log group does not exist.', undefined],
  ])('finds a log group %s', (_where, text, group) => {
    expect(logGroupIn(read(text))).toBe(group);
  });

  test.each([
    ['a target group', 'unhealthy in (target-group my-arn) due to (reason timeout)', 'my-arn'],
    ['a classic balancer', 'Task failed ELB health checks in (elb my-elb)', 'my-elb'],
    ['none where there is none', 'Task failed ELB health checks', undefined],
  ])('finds %s', (_what, text, group) => {
    expect(targetGroupIn(read(text))).toBe(group);
  });

  test('finds the container whose own reason matches, or else the only one', () => {
    const app = { name: 'app', reason: 'OutOfMemoryError' };
    const nameOf = (...containers: Container[]) => containerWith(/OutOfMemory/)(read('', { containers }));

    expect(nameOf({ name: 'envoy' }, app)).toBe('app');
    expect(nameOf({ name: 'envoy' })).toBe('envoy');
    expect(nameOf({ name: 'envoy' }, { name: 'log' })).toBeUndefined();
  });

  test('finds the instance, or else the container instance of the task', () => {
    const task = { containerInstanceArn: HOST };

    expect(hostIn(read('api-decade01 on (instance i-03dba81187d65ce7e) ended', task))).toBe(
      'i-03dba81187d65ce7e',
    );
    expect(hostIn(read('api-decade01 ended', task))).toBe(HOST);
  });

  test('finds the subnet, or else the one of the task', () => {
    const task = { subnetId: 'subnet-1' };

    expect(subnetIn(read("in subnet 'subnet-0a1b2c3d4e5f60718'", task))).toBe('subnet-0a1b2c3d4e5f60718');
    expect(subnetIn(read('in that subnet-list', task))).toBe('subnet-1');
  });

  test('finds the deployment and the dependency', () => {
    const reason = 'dependency graph: container ordering dependency [db_migrate(api:1)] has timed out.';

    expect(deploymentIn(read('initiated by (deployment ecs-svc/8646)'))).toBe('ecs-svc/8646');
    expect(deploymentIn(read('another deployment ecs-svc/8646'))).toBeUndefined();
    expect(dependencyIn(read(reason))).toBe('db_migrate');
  });
});
