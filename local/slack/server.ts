import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { SlackError } from '../../shared/notify/slack-error.ts';
import { listen } from '../listen.ts';
import type { LocalSlack } from './index.ts';

/** The local Slack over HTTP, on loopback. */
export interface SlackServer {
  /** Slack's hosts are folders of this URL: `<url>/slack.com/api/chat.postMessage`. */
  readonly url: string;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: object;
}

/** `chat.postMessage`, `chat.update` and response URLs; anything else does not exist. */
export async function serveSlack(slack: LocalSlack, token: string): Promise<SlackServer> {
  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await text(incoming);
    const { status, headers, body: content } = await carryOut(incoming, body).catch(refused);
    outgoing.writeHead(status, { 'content-type': 'application/json', ...headers });
    outgoing.end(JSON.stringify(content));
  }

  async function carryOut({ url = '', headers }: IncomingMessage, body: string): Promise<Answer> {
    if (url.startsWith('/hooks.slack.com/')) {
      await slack.reply(`https:/${url}`, JSON.parse(body));
      return { status: 200, body: { ok: true } };
    }
    if (headers.authorization !== `Bearer ${token}`) return failed('invalid_auth');
    const method = METHODS[url];
    if (method === undefined) return failed('unknown_method');
    return { status: 200, body: { ok: true, ...(await method(slack, new URLSearchParams(body))) } };
  }

  const { port, close } = await listen(createServer(answer));
  return { url: `http://127.0.0.1:${port}`, close };
}

type Method = (slack: LocalSlack, form: URLSearchParams) => Promise<object>;

const METHODS: Readonly<Record<string, Method>> = {
  '/slack.com/api/chat.postMessage': async (slack, form) => {
    const threadTs = form.get('thread_ts');
    const root = threadTs === null ? {} : { threadTs, broadcast: form.get('reply_broadcast') === 'true' };
    return slack.postMessage({ channel: form.get('channel') ?? '', message: messageOf(form), ...root });
  },
  '/slack.com/api/chat.update': async (slack, form) => {
    const where = { channel: form.get('channel') ?? '', ts: form.get('ts') ?? '' };
    await slack.updateMessage(where, messageOf(form));
    return where;
  },
};

function messageOf(form: URLSearchParams) {
  return { text: form.get('text') ?? '', blocks: JSON.parse(form.get('blocks') ?? '[]') };
}

/** As Slack says it: 200 and a code, but 429 for too many calls, 503 when it is down, 404 for a used response URL. */
function refused(error: unknown): Answer {
  if (!(error instanceof SlackError)) throw error;
  const { code, retryAfterSeconds } = error;
  if (retryAfterSeconds !== undefined) {
    return { ...failed('ratelimited'), status: 429, headers: { 'retry-after': String(retryAfterSeconds) } };
  }
  const status = { unreachable: 503, used_url: 404 }[code] ?? 200;
  return { ...failed(code), status };
}

function failed(error: string): Answer {
  return { status: 200, body: { ok: false, error } };
}
