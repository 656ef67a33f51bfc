import type { WebClient } from '@slack/web-api';
import type { SlackThread } from '../domain/view.ts';
import type { SlackMessage } from './message.ts';
import { slackError } from './slack-error.ts';

/** All that we ask of Slack. `message` without blocks is a plain line. */
export interface SlackApi {
  postMessage(post: SlackPost): Promise<SlackThread>;
  updateMessage(thread: SlackThread, message: SlackMessage): Promise<void>;
}

export interface SlackPost {
  /** A channel's id (C…) or #name. */
  readonly channel: string;
  readonly message: SlackMessage;
  /** Reply in this thread; `broadcast` also shows the reply in the channel. */
  readonly threadTs?: string;
  readonly broadcast?: boolean;
  /** Attached as metadata, so that an app may find an incident's messages. */
  readonly incidentId?: string;
}

/** Slack's own names for "parse nothing that we did not write as markup, and unfold no link". */
const AS_WRITTEN = { parse: 'none', link_names: false } as const;
const NO_PREVIEWS = { unfurl_links: false, unfurl_media: false } as const;
const TIMEOUT_MS = 5_000;

/**
 * Slack's Web API, loaded at the first call. A 429 is thrown at once, with its delay, because whoever calls can
 * wait for free. Updates are tried three times; a post only once, since a lost reply may hide that it succeeded:
 * Slack knows no client token, so the caller's retry of such a post can show a second message.
 */
export function realSlack(token: () => Promise<string>, apiUrl?: string): SlackApi {
  const client = async (retries: number): Promise<WebClient> => {
    const { LogLevel, WebClient } = await import('./web-api.ts');
    return new WebClient(await token(), {
      ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
      logLevel: LogLevel.ERROR,
      rejectRateLimitedCalls: true,
      retryConfig: { retries, minTimeout: 200, maxTimeout: 1_000 },
      timeout: TIMEOUT_MS,
      allowAbsoluteUrls: false,
    });
  };
  const poster = once(() => client(0));
  const updater = once(() => client(2));
  return {
    postMessage: async (post) => naming(post.channel, async () => send(await poster(), post)),
    updateMessage: (thread, message) =>
      naming(thread.channel, async () => {
        await (await updater()).chat.update({ ...thread, ...contentOf(message), ...AS_WRITTEN });
      }),
  };
}

async function send(client: WebClient, post: SlackPost): Promise<SlackThread> {
  const { channel, message, threadTs, broadcast, incidentId } = post;
  const content = { channel, ...contentOf(message), ...AS_WRITTEN, ...NO_PREVIEWS };
  const metadata = incidentId === undefined ? {} : { metadata: incidentMetadata(incidentId) };
  const answer =
    threadTs === undefined
      ? await client.chat.postMessage({ ...content, ...metadata })
      : await client.chat.postMessage({ ...content, ...inThread(threadTs, broadcast) });
  if (answer.ts === undefined) throw new Error('Slack took the message but did not say where it is (no ts).');
  return { channel: answer.channel ?? channel, ts: answer.ts };
}

function inThread(threadTs: string, broadcast: boolean | undefined) {
  return broadcast === true
    ? { thread_ts: threadTs, reply_broadcast: true as const }
    : { thread_ts: threadTs, reply_broadcast: false as const };
}

function incidentMetadata(id: string) {
  return { event_type: 'watchkeeper_incident', event_payload: { incident: id } };
}

function contentOf({ text, blocks }: SlackMessage) {
  return { text, blocks: [...blocks] };
}

async function naming<T>(channel: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw slackError(error, channel);
  }
}

/** The first call makes it, later ones share it; a failure is not remembered. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
