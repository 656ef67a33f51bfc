import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { signedRequest } from '../../local/slack/click.ts';
import { badInputs } from '../../prove/rows/bad-inputs.ts';
import { slackForgery } from '../../prove/rows/slack-forgery.ts';
import { answerClick, type ClickDeps, type ClickRequest, realReply } from '../../shared/slack-door/index.ts';
import { isResponseUrl } from '../../shared/slack-door/response-url.ts';
import { expectProven } from '../prove/expect-proven.ts';

const SECRET = 'a-signing-secret';
const NOW = Date.parse('2026-03-04T10:06:05.400Z');
const BODY = Buffer.from('payload=%7B%22type%22%3A%22shortcut%22%7D');

/** Everything that a request which does not get through must not touch. */
function deps(signingSecret = async () => SECRET): ClickDeps & { readonly touched: string[] } {
  const touched: string[] = [];
  const touch = (what: string) => async (): Promise<never> => {
    touched.push(what);
    throw new Error(`${what} must not be touched`);
  };
  const quiet = () => undefined;
  return {
    touched,
    clock: () => NOW,
    log: { info: quiet, warn: quiet, error: quiet },
    ledger: { read: touch('ledger'), answer: touch('ledger'), stayAwake: touch('ledger') },
    resume: touch('response'),
    reply: touch('slack'),
    signingSecret,
  };
}

const genuine = () => signedRequest(BODY, NOW, SECRET);
const withHeaders = (headers: Record<string, string | undefined>): ClickRequest => ({
  ...genuine(),
  headers: { ...genuine().headers, ...headers },
});

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

describe('shared/slack-door requests', () => {
  test('a genuine request gets through, whatever the case of its headers and the coding of its body', async () => {
    const { headers } = genuine();
    const upper = Object.fromEntries(
      Object.entries(headers).map(([key, value]) => [key.toUpperCase(), value]),
    );
    const plain = { ...genuine(), body: BODY.toString(), isBase64Encoded: false };

    const answers = await Promise.all(
      [genuine(), { ...genuine(), headers: upper }, plain].map((request) => answerClick(request, deps())),
    );

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
  });

  test('the signature is the one that Slack documents', async () => {
    const timestamp = String(Math.floor(NOW / 1_000));
    const signature = `v0=${createHmac('sha256', SECRET).update(`v0:${timestamp}:${BODY}`).digest('hex')}`;

    const answer = await answerClick(
      withHeaders({ 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature }),
      deps(),
    );

    expect(answer.statusCode).toBe(200);
  });

  test.each<[string, ClickRequest]>([
    ['signed with another key', signedRequest(BODY, NOW, 'another secret')],
    ['signed with an empty key', signedRequest(BODY, NOW, '')],
    ['301 s old', signedRequest(BODY, NOW - 301_000, SECRET)],
    ['301 s ahead', signedRequest(BODY, NOW + 301_000, SECRET)],
    ['with another body', { ...genuine(), body: Buffer.from(`${BODY}x`).toString('base64') }],
    [
      'without a body',
      { headers: genuine().headers, isBase64Encoded: false, requestContext: genuine().requestContext },
    ],
    ['without a signature', withHeaders({ 'x-slack-signature': undefined })],
    ['without a timestamp', withHeaders({ 'x-slack-request-timestamp': undefined })],
    ['with a timestamp that is no number', withHeaders({ 'x-slack-request-timestamp': 'NaN' })],
    ['with an empty timestamp', withHeaders({ 'x-slack-request-timestamp': '' })],
    ['with a shorter signature', withHeaders({ 'x-slack-signature': 'v0=00' })],
    ['with a signature of another version', withHeaders({ 'x-slack-signature': `v1=${'0'.repeat(64)}` })],
  ])('a request %s is refused and touches nothing', async (_, request) => {
    const world = deps();

    const answer = await answerClick(request, world);

    expect(answer.statusCode).toBe(401);
    expect(world.touched).toEqual([]);
  });

  test.each([-300_000, -299_000, 0, 299_000, 300_000])(
    'a clock that is %d ms off is within the window',
    async (off) => {
      const answer = await answerClick(signedRequest(BODY, Math.floor(NOW / 1_000) * 1_000 + off, SECRET), {
        ...deps(),
        clock: () => Math.floor(NOW / 1_000) * 1_000,
      });

      expect(answer.statusCode).toBe(200);
    },
  );

  test('any flipped bit of the body is noticed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(BODY.length * 8 - 1), async (bit) => {
        const flipped = Buffer.from(BODY);
        const byte = bit >> 3;
        flipped[byte] = (flipped[byte] ?? 0) ^ (1 << (bit & 7));

        const answer = await answerClick({ ...genuine(), body: flipped.toString('base64') }, deps());

        expect(answer.statusCode).toBe(401);
      }),
    );
  });

  test('whatever Slack might sign, the answer is a status and never a throw', async () => {
    const payload = fc.oneof(
      fc.json(),
      fc.string({ unit: 'binary' }),
      fc
        .record({
          type: fc.constant('block_actions'),
          user: fc.anything(),
          response_url: fc.webUrl(),
          actions: fc.anything(),
        })
        .map((value) => JSON.stringify(value)),
    );
    await fc.assert(
      fc.asyncProperty(payload, async (text) => {
        const world = deps();
        const body = Buffer.from(new URLSearchParams({ payload: text }).toString());

        const { statusCode } = await answerClick(signedRequest(body, NOW, SECRET), world);

        expect([200, 400]).toContain(statusCode);
        expect(world.touched).toEqual([]);
      }),
    );
  });

  test('no forged, replayed or late click counts, and of many at once one does', () =>
    expectProven(slackForgery));

  test('no broken request and no broken event throws, acts or pollutes', () => expectProven(badInputs));

  test('anything but POST is refused', async () => {
    const answer = await answerClick({ ...genuine(), requestContext: { http: { method: 'GET' } } }, deps());

    expect(answer.statusCode).toBe(405);
  });

  test('a signing secret that cannot be read or is empty lets nothing through', async () => {
    const unreadable = await answerClick(
      genuine(),
      deps(async () => Promise.reject(new Error('SSM is down'))),
    );
    const empty = await answerClick(
      signedRequest(BODY, NOW, ''),
      deps(async () => ''),
    );

    expect([unreadable.statusCode, empty.statusCode]).toEqual([500, 401]);
  });

  test.each([
    'http://hooks.slack.com/actions/T/1/x',
    'https://hooks.slack.com.evil.example/actions',
    'https://evil.example/hooks.slack.com',
    'https://user:pass@hooks.slack.com/actions',
    'https://hooks.slack.com@evil.example/actions',
    'https://hooks.slack.com:8443/actions',
    'https://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    'not an url',
  ])('nothing is ever posted to %s', async (url) => {
    expect(isResponseUrl(url)).toBe(false);
    await expect(
      realReply(fetch)(url, { response_type: 'ephemeral', replace_original: false, text: 'x' }),
    ).rejects.toThrow('hooks.slack.com');
  });

  test('a reply is posted as JSON, follows no redirect, and throws when it is refused', async () => {
    const sent: RequestInit[] = [];
    const server = createServer((_request, response) =>
      response.writeHead(302, { location: '/elsewhere' }).end(),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => server.close());
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const reply = realReply((_url, options = {}) => {
      sent.push(options);
      return fetch(`http://127.0.0.1:${port}/`, options);
    });

    const posting = reply('https://hooks.slack.com/actions/T/1/x', {
      response_type: 'ephemeral',
      replace_original: false,
      text: 'hello',
    });

    await expect(posting).rejects.toThrow();
    expect(sent).toMatchObject([{ method: 'POST', redirect: 'error' }]);
  });
});
