import fc from 'fast-check';

const lower = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';
const upper = lower.toUpperCase();
const from = (characters: string, length: number) =>
  fc.string({ unit: fc.constantFrom(...characters), minLength: length, maxLength: length });
const word = (length: number) => from(lower + upper + digits, length);

/** A line with `%` where the secret goes, and what the secret looks like. */
export const SECRETS: readonly (readonly [string, string, fc.Arbitrary<string>])[] = [
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
