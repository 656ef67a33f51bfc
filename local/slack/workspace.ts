import type { SlackThread } from '../../shared/domain/view.ts';
import type { SlackMessage } from '../../shared/notify/message.ts';
import { SlackError } from '../../shared/notify/slack-error.ts';

/** A message as the channel shows it, with what became of it. */
export interface LocalMessage extends SlackThread {
  readonly message: SlackMessage;
  readonly threadTs?: string;
  readonly broadcast: boolean;
  readonly edits: number;
}

/** What only one person sees. */
export interface Whisper {
  readonly channel: string;
  readonly user: string;
  readonly text: string;
}

/** Slack's ids for channel names, the same in every run. */
export interface Directory {
  id(channel: string): string;
  name(id: string): string;
}

export function createDirectory(): Directory {
  const ids = new Map<string, string>();
  return {
    id(channel) {
      if (!channel.startsWith('#')) return channel;
      const id = ids.get(channel) ?? `C${String(ids.size + 1).padStart(8, '0')}`;
      ids.set(channel, id);
      return id;
    },
    name: (id) => [...ids].find(([, known]) => known === id)?.[0] ?? id,
  };
}

/** Message stamps: the second, and a number that makes them unique and ordered. */
export function createStamps(now: () => number): () => string {
  let last = 0;
  return () => {
    last += 1;
    return `${Math.floor(now() / 1_000)}.${String(last).padStart(6, '0')}`;
  };
}

/** Slack's moods: well, down, or asking for patience so many times. */
export interface Weather {
  down: boolean;
  limited: { times: number; retryAfterSeconds: number };
}

/** Throws as the real client would when Slack is not well. */
export function endure(weather: Weather, channel: string): void {
  if (weather.down) {
    const text = `Slack could not be reached for channel ${channel}: it is down. It is tried again later.`;
    throw new SlackError(text, { code: 'unreachable', permanent: false }, undefined);
  }
  if (weather.limited.times <= 0) return;
  weather.limited.times -= 1;
  const { retryAfterSeconds } = weather.limited;
  const text = `Slack is rate limiting channel ${channel}: try again in ${retryAfterSeconds} s.`;
  throw new SlackError(text, { code: 'rate_limited', permanent: false, retryAfterSeconds }, undefined);
}

export function refusal(code: string, details: string): SlackError {
  return new SlackError(
    `Slack refused a message (${code}): ${details}`,
    { code, permanent: true },
    undefined,
  );
}
