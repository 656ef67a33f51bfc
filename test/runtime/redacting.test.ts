import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redacting } from '../../shared/runtime/redacting.ts';

const write = (value: unknown) => JSON.stringify(value, redacting);

describe('shared/runtime/redacting', () => {
  it.each([
    ['a bot token', `xoxb-${'2'.repeat(11)}-secret`],
    ['an app token', 'xapp-1-A0-secret'],
    ['a webhook', 'https://hooks.slack.com/services/T0/B0/secret'],
    ['a response URL', 'https://hooks.slack.com/actions/T0/1/secret'],
    ['a bearer token', 'Bearer secret.secret_secret'],
    ['an access key id', `AKIA${'Z'.repeat(16)}`],
    ['a Slack signature', `v0=${'a'.repeat(64)}`],
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----\nsecret\n-----END RSA PRIVATE KEY-----'],
  ])('takes %s out of any text and keeps the rest', (_name, secret) => {
    const line = write({ note: `before ${secret} after`, list: [secret] });

    expect(line).not.toContain(secret.slice(-6));
    expect(JSON.parse(line)).toEqual({ note: 'before [redacted] after', list: ['[redacted]'] });
  });

  it.each([
    'token',
    'slackToken',
    'bot_token',
    'signingSecret',
    'password',
    'Authorization',
    'x-slack-signature',
    'response_url',
    'apiKey',
  ])('hides whatever stands under %s', (name) => {
    expect(write({ [name]: { deep: 'anything' } })).toBe(`{"${name}":"[redacted]"}`);
  });

  it('keeps what only sounds secret: idempotency tokens, causes, ARNs of secrets', () => {
    const fields = {
      clientToken: 'wk-1',
      nextToken: 'page-2',
      cause: 'secret-key-missing',
      subject: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf',
    };

    expect(JSON.parse(write(fields))).toEqual(fields);
  });

  it('lets no token through, wherever it stands in whatever is logged', () => {
    const token = fc.stringMatching(/^xox[bpas]-[0-9a-zA-Z-]{10,40}$/);

    fc.assert(
      fc.property(token, fc.jsonValue(), fc.string(), (secret, other, text) => {
        const line = write({ other, deep: [{ note: `${text} ${secret} ${text}` }, [secret]] });

        expect(line).not.toContain(secret);
      }),
    );
  });
});
