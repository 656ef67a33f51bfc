import { describe, expect, test } from 'vitest';
import { causeOf } from '../../shared/causes/index.ts';
import type { CauseCode } from '../../shared/domain/cause.ts';
import { stopped } from './cases.ts';

/** The code of a task that could not start for that reason. */
const codeOf = (stoppedReason: string) =>
  causeOf(stopped({ stopCode: 'TaskFailedToStart', stoppedReason }))?.code;

/** Pieces of wording that a rule knows, beside the whole texts in cases.ts. */
const WORDINGS: readonly (readonly [code: CauseCode, reasons: readonly string[]])[] = [
  [
    'secret-access-denied',
    [
      'ResourceInitializationError: failed to download env files: service call has been retried 1 time(s): operation error S3: HeadObject, https response error StatusCode: 403, api error Forbidden: Forbidden.',
    ],
  ],
  [
    'secret-unreachable',
    [
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
