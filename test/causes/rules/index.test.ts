import { describe, expect, test } from 'vitest';
import { causeOf } from '../../../shared/causes/index.ts';
import type { CauseCode } from '../../../shared/domain/cause.ts';
import { stopped } from '../cases.ts';

/** The code of a task that could not start for that reason. */
const codeOf = (stoppedReason: string) =>
  causeOf(stopped({ stopCode: 'TaskFailedToStart', stoppedReason }))?.code;

/** Wording that a rule knows, beside the texts in cases.ts. */
const WORDINGS: readonly (readonly [code: CauseCode, reasons: readonly string[]])[] = [
  [
    'host-retired',
    [
      'Container instance i-03dba81187d65ce7e is draining',
      'The task was stopped for task retirement',
      'The task was stopped for task patching retirement',
    ],
  ],
  [
    'host-lost',
    [
      'TaskFailedToStart: AGENT',
      'The container instance i-03dba81187d65ce7e was terminated',
      'The container instance i-03dba81187d65ce7e was deregistered',
      'The container agent has been disconnected',
    ],
  ],
  ['container-unhealthy', ['Container health check failed', 'Container health checks failed']],
  [
    'image-platform-mismatch',
    [
      'no matching manifest for linux/arm64/v8 in the manifest list entries',
      'no match for platform in manifest sha256:ab: not found',
      "the requested image's platform (linux/amd64) does not match the detected host platform (linux/arm64/v8)",
      'image with reference acme/api:1 was found but does not match the specified platform',
    ],
  ],
  [
    'image-not-found',
    ['CannotPullContainerError: RepositoryNotFoundException: no such repository in the registry'],
  ],
  [
    'no-capacity',
    ['CAPACITY', 'TaskFailedToStart: CAPACITY', 'RESOURCE:FARGATE', 'TaskFailedToStart: NO ACTIVE INSTANCES'],
  ],
  ['placement-constraint', ['ATTRIBUTE', 'LOCATION', 'TaskFailedToStart: MISSING', 'INACTIVE']],
  [
    'network-interface-failed',
    [
      'InsufficientFreeAddressesInSubnet: the subnet is full',
      'ENI eni-0123456789abcdef0: attachment expected, none seen',
      'The eni could not be provisioned',
    ],
  ],
  [
    'volume-mount-failed',
    [
      'failed to set up the data volume',
      'The volume vol-0123456789abcdef0 could not be attached',
      'error while mounting volume /var/lib/ecs/volumes/data',
    ],
  ],
  [
    'secret-access-denied',
    [
      'ResourceInitializationError: failed to download env files: service call has been retried 1 time(s): operation error S3: HeadObject, https response error StatusCode: 403, api error Forbidden: Forbidden.',
    ],
  ],
  [
    'secret-access-denied',
    ['Fetching secret data from SSM Parameter Store in eu-west-1: AccessDeniedException: status code: 400'],
  ],
  [
    'secret-key-missing',
    ['secret prod/db: json key password was not found in it', 'json key password is missing'],
  ],
  [
    'secret-not-found',
    [
      'unable to retrieve secrets from ssm: invalid parameters: /prod/db',
      'unable to retrieve the secret: ParameterNotFound',
      "unable to retrieve the secret: it doesn't exist",
    ],
  ],
  [
    'secret-unreachable',
    [
      "The task can't download the environment variable files: no such host",
      'unable to retrieve secret from asm: no such host',
      'ResourceInitializationError: failed to download env files: file download command: non-empty error stream: RequestCanceled: request context cancelled caused by: context deadline exceeded',
    ],
  ],
];

/** Texts that sound like a rule's and mean something else, with what they mean. */
const NEAR_MISSES: readonly (readonly [reason: string, code: CauseCode])[] = [
  [
    'User: ops is not authorized to perform: iam:PassRole on resource: arn:aws:iam::123456789012:role/api',
    'unknown',
  ],
  ['Missing parameter in the request', 'unknown'],
  ['The request is MISSING', 'unknown'],
  ['Capacity of the queue was raised', 'unknown'],
  ['The queue has no CAPACITY', 'unknown'],
  ['Agent of the vendor: licence expired', 'unknown'],
  ['Stopped by an AGENT', 'unknown'],
  ['Denied: the policy forbids to attach', 'unknown'],
];

describe('shared/causes/rules', () => {
  test.each(WORDINGS.flatMap(([code, reasons]) => reasons.map((reason) => [code, reason])))(
    'tells %s from "%s"',
    (code, reason) => {
      expect(codeOf(reason)).toBe(code);
    },
  );

  test.each(NEAR_MISSES)('is not misled by "%s"', (reason, code) => {
    expect(codeOf(reason)).toBe(code);
  });
});
