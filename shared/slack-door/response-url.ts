/** What is posted to a click's response URL. */
export type ClickReply =
  | { readonly response_type: 'ephemeral'; readonly replace_original: false; readonly text: string }
  | {
      readonly replace_original: true;
      readonly text: string;
      readonly blocks: readonly { readonly type: string }[];
    };

/** Sends a reply to a response URL; throws when Slack does not take it. */
export type Reply = (responseUrl: string, reply: ClickReply) => Promise<void>;

const TIMEOUT_MS = 1_500;

/** Only Slack's own host, and nothing that could lead elsewhere: whoever signs must not choose where we post. */
export function isResponseUrl(text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null &&
    url.protocol === 'https:' &&
    url.hostname === 'hooks.slack.com' &&
    url.port === '' &&
    url.username === '' &&
    url.password === ''
  );
}

/** Posts with the given `fetch`; it follows no redirect. */
export function realReply(send: typeof fetch): Reply {
  return async (responseUrl, reply) => {
    if (!isResponseUrl(responseUrl))
      throw new Error('A response URL must begin with https://hooks.slack.com/.');
    const answer = await send(responseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(reply),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!answer.ok) throw new Error(`Slack refused a reply to a click: HTTP ${answer.status}.`);
  };
}
