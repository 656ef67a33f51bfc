/** Slack did not take it. `retryAfterSeconds` when it says how long to wait; `permanent` when waiting is no use. */
export class SlackError extends Error {
  override readonly name = 'SlackError';
  readonly code: string;
  readonly permanent: boolean;
  readonly retryAfterSeconds: number | undefined;

  constructor(message: string, facts: SlackErrorFacts, cause: unknown) {
    super(message, { cause });
    this.code = facts.code;
    this.permanent = facts.permanent;
    this.retryAfterSeconds = facts.retryAfterSeconds;
  }
}

interface SlackErrorFacts {
  readonly code: string;
  readonly permanent: boolean;
  readonly retryAfterSeconds?: number | undefined;
}

/** What went wrong, where, and what to do about it, from whatever the Web API threw. */
export function slackError(error: unknown, channel: string): Error {
  if (error instanceof SlackError) return error;
  const wait = numberAt(error, 'retryAfter');
  if (wait !== undefined) {
    const text = `Slack is rate limiting channel ${channel}: try again in ${wait} s.`;
    return new SlackError(text, { code: 'rate_limited', permanent: false, retryAfterSeconds: wait }, error);
  }
  const code = platformCode(error);
  if (code === undefined) return unreachable(error, channel);
  const advice = ADVICE[code]?.(channel);
  const text = `Slack refused a message for channel ${channel} (${code}). ${advice ?? 'See docs.slack.dev for this code.'}`;
  return new SlackError(text, { code, permanent: !TRANSIENT.has(code) }, error);
}

function unreachable(error: unknown, channel: string): SlackError {
  const why = error instanceof Error ? error.message : String(error);
  const text = `Slack could not be reached for channel ${channel}: ${why}. It is tried again later.`;
  return new SlackError(text, { code: 'unreachable', permanent: false }, error);
}

const TRANSIENT: ReadonlySet<string> = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'ratelimited',
  'rate_limited',
]);

const newToken = () => "Put the app's current bot token (xoxb-…) into its SSM parameter.";
const invite = (channel: string) => `Invite the app: write "/invite @Watchkeeper" in ${channel}.`;

const ADVICE: Readonly<Record<string, (channel: string) => string>> = {
  channel_not_found: (channel) =>
    `Check the routes in watchkeeper.yml: ${channel} does not exist, or it is private and the app is not in it.`,
  not_in_channel: invite,
  is_archived: (channel) => `Unarchive ${channel}, or route to another channel in watchkeeper.yml.`,
  restricted_action: (channel) => `A workspace rule keeps apps from posting in ${channel}: ask its admins.`,
  invalid_auth: newToken,
  not_authed: newToken,
  token_expired: newToken,
  token_revoked: newToken,
  account_inactive: newToken,
  missing_scope: () => 'Give the app the scope chat:write and install it again.',
  message_not_found: () => 'The message was deleted in Slack.',
  cant_update_message: () =>
    'The message was posted by another app: was the token replaced by one of another app?',
  invalid_blocks: () => 'This is a fault in Watchkeeper: please report it with the incident.',
};

function platformCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('data' in error)) return undefined;
  const { data } = error;
  const code = data !== null && typeof data === 'object' && 'error' in data ? data.error : undefined;
  return typeof code === 'string' ? code : undefined;
}

function numberAt(error: unknown, key: string): number | undefined {
  const value: unknown =
    error instanceof Error ? Object.entries(error).find(([name]) => name === key)?.[1] : undefined;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
