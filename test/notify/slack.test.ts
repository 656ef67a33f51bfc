import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { realSlack } from '../../shared/notify/slack.ts';

/** A loopback server that answers as Slack's Web API does, and keeps what it was sent. */
interface Call {
  readonly method: string;
  readonly form: URLSearchParams;
}
type Answer = (response: ServerResponse, call: number) => void;

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function slackThat(answer: Answer) {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    void take(request).then((call) => {
      calls.push(call);
      answer(response, calls.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return { calls, slack: realSlack(async () => 'xoxb-test', `http://127.0.0.1:${address.port}/api/`) };
}

async function take(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return { method: String(request.url), form: new URLSearchParams(Buffer.concat(chunks).toString()) };
}

const json =
  (value: unknown, status = 200, headers = {}): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
  };
const message = { text: 'hello', blocks: [{ type: 'divider' as const }] };
const thread = { channel: 'C1', ts: '1.2' };

describe('shared/notify/slack', () => {
  test('posts with text, blocks and metadata, and asks Slack to parse and unfold nothing', async () => {
    const { slack, calls } = await slackThat(json({ ok: true, channel: 'C1', ts: '1.2' }));

    const posted = await slack.postMessage({ channel: '#ops', message, incidentId: 'inc-1' });

    expect(posted).toEqual(thread);
    expect(calls[0]?.method).toBe('/api/chat.postMessage');
    expect(Object.fromEntries(calls[0]?.form ?? [])).toMatchObject({
      channel: '#ops',
      text: 'hello',
      blocks: '[{"type":"divider"}]',
      parse: 'none',
      link_names: 'false',
      unfurl_links: 'false',
      metadata: '{"event_type":"watchkeeper_incident","event_payload":{"incident":"inc-1"}}',
    });
  });

  test('replies in the thread', async () => {
    const { slack, calls } = await slackThat(json({ ok: true, channel: 'C1', ts: '1.3' }));

    await slack.postMessage({ channel: 'C1', message, threadTs: '1.2', broadcast: true });

    expect(Object.fromEntries(calls[0]?.form ?? [])).toMatchObject({
      thread_ts: '1.2',
      reply_broadcast: 'true',
    });
  });

  test('a 429 is thrown at once with the seconds to wait', async () => {
    const { slack, calls } = await slackThat(json({ ok: false }, 429, { 'retry-after': '17' }));

    await expect(slack.postMessage({ channel: '#ops', message })).rejects.toMatchObject({
      name: 'SlackError',
      retryAfterSeconds: 17,
      permanent: false,
    });
    expect(calls).toHaveLength(1);
  });

  test('a post whose answer was lost is not sent again by itself, an update is', async () => {
    const hangUp: Answer = (response, call) =>
      call <= 1 ? response.destroy() : json({ ok: true, ts: '1.2' })(response, call);
    const posting = await slackThat(hangUp);
    const updating = await slackThat(hangUp);

    await expect(posting.slack.postMessage({ channel: '#ops', message })).rejects.toMatchObject({
      code: 'unreachable',
    });
    await updating.slack.updateMessage(thread, message);

    expect(posting.calls).toHaveLength(1);
    expect(updating.calls).toHaveLength(2);
  });

  test.each([
    ['channel_not_found', /Check the routes in watchkeeper.yml: #ops does not exist/],
    ['not_in_channel', /Invite the app: write "\/invite @Watchkeeper" in #ops/],
    ['invalid_auth', /bot token \(xoxb-…\) into its SSM parameter/],
    ['missing_scope', /scope chat:write/],
  ])('%s says what to do', async (error, advice) => {
    const { slack } = await slackThat(json({ ok: false, error }));

    const refusal = slack.postMessage({ channel: '#ops', message });

    await expect(refusal).rejects.toThrow(advice);
    await expect(refusal).rejects.toMatchObject({ code: error, permanent: true });
  });

  test('no error and no cause carries the token', async () => {
    const { slack } = await slackThat(json({ ok: false, error: 'invalid_auth' }));

    const error = await slack.postMessage({ channel: '#ops', message }).catch((thrown: unknown) => thrown);

    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('xoxb-test');
  });
});
