import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redact } from '../../shared/notify/redact.ts';

const lower = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';
const upper = lower.toUpperCase();
const from = (characters: string, length: number) =>
  fc.string({ unit: fc.constantFrom(...characters), minLength: length, maxLength: length });
const word = (length: number) => from(lower + upper + digits, length);

/** A line with `%` where the secret goes, and what the secret looks like. */
const SECRETS: readonly (readonly [string, string, fc.Arbitrary<string>])[] = [
  ['an AWS access key', 'using key % for s3', from(upper + digits, 16).map((rest) => `AKIA${rest}`)],
  ['a temporary AWS key', 'key=%', from(upper + digits, 16).map((rest) => `ASIA${rest}`)],
  ['an AWS secret key', 'aws_secret_access_key = %', from(`${lower}${upper}${digits}/+`, 40)],
  ['a Slack bot token', 'posting with %.', word(24).map((rest) => `xoxb-123456789012-${rest}`)],
  ['a Slack app token', 'token %', word(40).map((rest) => `xapp-1-${rest}`)],
  ['a Slack webhook', 'POST %', word(24).map((rest) => `https://hooks.slack.com/services/T000/B000/${rest}`)],
  ['a GitHub token', 'git clone with %', word(36).map((rest) => `ghp_${rest}`)],
  ['a Stripe key', 'stripe: %', word(24).map((rest) => `sk_live_${rest}`)],
  ['a Google key', 'maps?k=%&x=1', word(35).map((rest) => `AIza${rest}`)],
  [
    'a JWT',
    'jwt % rejected',
    fc.tuple(word(20), word(30), word(43)).map(([a, b, c]) => `eyJ${a}.eyJ${b}.${c}`),
  ],
  ['a bearer token', 'Authorization: Bearer %', word(30)],
  ['a bearer in prose', 'sent bearer % to upstream', word(20)],
  ['a password in an URL', 'connect postgres://app:%@db:5432/x', word(12)],
  ['a password without a user', 'redis://:%@cache:6379', word(12)],
  ['an environment variable', 'DB_PASSWORD=%', word(10)],
  ['a camel-case key', 'clientSecret: %', word(10)],
  [
    'a JSON field',
    '{"level":"error","password":"%","user":"ana"}',
    word(9).map((text) => `${text} with space`),
  ],
  ['an escaped JSON field', '{\\"apiKey\\": \\"%\\"}', word(14)],
  ['a single-quoted value', "{'token': '%'}", word(14)],
  ['a query parameter', 'GET /x?id=7&access_token=%&page=2', word(16)],
  ['a signed URL', 'GET https://s3/x?X-Amz-Signature=%&y=1', from(`${digits}abcdef`, 64)],
  ['a cookie', 'Cookie: session=%; theme=dark', word(18)],
  ['a private key on one line', '-----BEGIN RSA PRIVATE KEY-----%', word(60)],
  ['a line of a private key', '%', fc.tuple(word(62), fc.constant('A1b')).map(([a, b]) => a + b)],
  ['a long random string', 'value % stored', fc.tuple(word(45), fc.constant('aB3')).map(([a, b]) => a + b)],
];

describe('shared/notify/redact', () => {
  test.each(SECRETS)('%s never gets through', (_name, line, secret) => {
    fc.assert(
      fc.property(secret, (value) => {
        const redacted = redact(line.replace('%', () => value));

        expect(redacted).toContain('[redacted]');
        for (const part of value.split(/[\s./]+/).filter(({ length }) => length > 8)) {
          if (!['https:', 'hooks', 'services'].includes(part)) expect(redacted).not.toContain(part);
        }
      }),
      { numRuns: 200 },
    );
  });

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
