import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLocalSlack, type LocalSlack } from '../../../local/slack/index.ts';
import { type SlackServer, serveSlack } from '../../../local/slack/server.ts';
import { realSlack } from '../../../shared/notify/index.ts';
import { realReply } from '../../../shared/slack-door/index.ts';

const MESSAGE = { text: 'it <failed> & stopped', blocks: [{ type: 'divider' as const }] };
const RESPONSE_URL = 'https://hooks.slack.com/actions/T00000001/1/local';

let slack: LocalSlack;
let server: SlackServer;
beforeEach(async () => {
  slack = createLocalSlack({ now: () => 1_795_424_400_000, signingSecret: 'secret' });
  server = await serveSlack(slack, 'xoxb-1');
});
afterEach(() => server.close());

const client = (token = 'xoxb-1') => realSlack(async () => token, `${server.url}/slack.com/api/`);

describe('local/slack/server', () => {
  it('takes posts, replies and updates from the client that the product uses', async () => {
    const root = await client().postMessage({ channel: '#ops', message: MESSAGE, incidentId: 'inc-1' });
    await client().postMessage({
      channel: root.channel,
      message: MESSAGE,
      threadTs: root.ts,
      broadcast: true,
    });
    await client().updateMessage(root, { ...MESSAGE, text: 'resolved' });

    expect(slack.find(root)).toMatchObject({
      message: { text: 'resolved', blocks: MESSAGE.blocks },
      edits: 1,
    });
    expect(slack.thread(root)).toMatchObject([{ broadcast: true, message: { text: MESSAGE.text } }]);
  });

  it('refuses as Slack does: a wrong token, too many calls, and everything while it is down', async () => {
    const post = (token?: string) => client(token).postMessage({ channel: '#ops', message: MESSAGE });

    await expect(post('xoxb-2')).rejects.toMatchObject({ code: 'invalid_auth' });
    slack.limit(1, 7);
    await expect(post()).rejects.toMatchObject({ code: 'rate_limited', retryAfterSeconds: 7 });
    slack.goDown();
    await expect(post()).rejects.toMatchObject({ code: 'unreachable', permanent: false });
  });

  it('takes no reply under a response URL that it never gave', async () => {
    const send: typeof fetch = (url, init) =>
      fetch(`${server.url}/${String(url).replace('https://', '')}`, init);
    const reply = { response_type: 'ephemeral', replace_original: false, text: 'done' } as const;

    await expect(realReply(send)(RESPONSE_URL, reply)).rejects.toThrow('HTTP 404');
  });
});
