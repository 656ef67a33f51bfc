import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { secretLeak } from '../../prove/rows/secret-leak.ts';
import { redact } from '../../shared/notify/redact.ts';
import { expectProven } from '../prove/expect-proven.ts';

describe('shared/notify/redact', () => {
  test('no secret gets through, in a message or in a log', () => expectProven(secretLeak));

  test.each([
    'java.lang.OutOfMemoryError: Java heap space',
    'at com.example.payments.LedgerServiceImpl.load(LedgerServiceImpl.java:214)',
    'pulled 123456789012.dkr.ecr.eu-west-1.amazonaws.com/payments-api@sha256:4f5e6a7b8c9d0e1f2a3b4c5d6e7f8a9b0c1d2e3f4a5b6c7d8e9f0a1b2c3d4e5f',
    'task arn:aws:ecs:eu-west-1:123456789012:task/prod/5f2c8d7e9a1b4c6d8e0f1a2b3c4d5e6f stopped',
    'GET https://api.example.com/v1/charges 503 in 1,204 ms',
    'ResourceNotFoundException: arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/payments-AbCdEf',
    'request 7d444840-9dc0-11d1-b245-5ffdce74fad2 failed',
    'authentication failed for user "payments"',
    'commit 9fceb02d0ae598e95dc970b74767f19372d61af8',
    '/usr/local/lib/node_modules/payments-api/dist/index.js',
  ])('what helps stays: %s', (line) => {
    expect(redact(line)).toBe(line);
  });

  test('any line becomes a short visible one, and redacting twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 6_000 }), (line) => {
        const once = redact(line);

        expect(once.length).toBeLessThanOrEqual(300);
        expect(once).not.toMatch(/\p{Cc}|\p{Cf}/u);
        expect(redact(once)).toBe(once);
      }),
    );
  });

  test('an invisible character between spaces leaves one space', () => {
    expect(redact('a\t\u0000\tb')).toBe('a b');
  });

  test('a secret hidden behind colour codes and zero-width characters is found', () => {
    const line = 'pass\u200bword=\u001b[31mhunt\u200ber2\u001b[0m';

    expect(redact(line)).toBe('password=[redacted]');
  });

  test('a secret that the length limit cuts in two does not show its half', () => {
    const line = `${'x '.repeat(1_990)}password=${'Zq3'.repeat(500)}`;

    expect(redact(line)).not.toContain('Zq3');
  });

  test.each([
    'a'.repeat(200_000),
    'password='.repeat(30_000),
    '://'.repeat(60_000),
    '"token":"'.repeat(30_000),
    'eyJ'.repeat(60_000),
    '-'.repeat(200_000),
  ])('a huge line takes no time', (line) => {
    const start = performance.now();

    redact(line);

    expect(performance.now() - start).toBeLessThan(250);
  });
});
