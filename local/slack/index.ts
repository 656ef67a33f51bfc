import type { Button, KnownBlock } from '@slack/types';
import type { SlackThread } from '../../shared/domain/view.ts';
import type { SlackMessage } from '../../shared/notify/message.ts';
import type { SlackPost } from '../../shared/notify/slack.ts';
import type { ClickReply, ClickRequest } from '../../shared/slack-door/index.ts';
import { isKnownBlock, messageProblems } from './check-message.ts';
import { buttonsOf, clickRequest } from './click.ts';
import type { LocalSlack } from './local-slack.ts';
import { createResponses } from './responses.ts';
import {
  createDirectory,
  createStamps,
  endure,
  type LocalMessage,
  refusal,
  type Weather,
  type Whisper,
} from './workspace.ts';

export type { LocalSlack } from './local-slack.ts';
export type { LocalMessage, Whisper } from './workspace.ts';

export interface LocalSlackOptions {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly signingSecret: string;
}

export function createLocalSlack({ now, signingSecret }: LocalSlackOptions): LocalSlack {
  const messages: LocalMessage[] = [];
  const whispers: Whisper[] = [];
  const responses = createResponses(now);
  const directory = createDirectory();
  const stamp = createStamps(now);
  const weather: Weather = { down: false, limited: { times: 0, retryAfterSeconds: 0 } };

  function find({ channel, ts }: SlackThread): LocalMessage | undefined {
    const id = directory.id(channel);
    return messages.find((one) => one.channel === id && one.ts === ts);
  }

  async function postMessage({
    channel,
    message,
    threadTs,
    broadcast = false,
  }: SlackPost): Promise<SlackThread> {
    endure(weather, channel);
    accept(message);
    const where = { channel: directory.id(channel), ts: stamp() };
    const root = threadTs === undefined ? {} : { threadTs };
    messages.push({ ...where, ...root, message: copy(message), broadcast, edits: 0 });
    return where;
  }

  async function updateMessage(where: SlackThread, message: SlackMessage): Promise<void> {
    endure(weather, where.channel);
    if (where.channel.startsWith('#'))
      throw refusal('channel_not_found', 'an update needs the id of the channel');
    replace(where, message);
  }

  function replace(where: SlackThread, message: SlackMessage): void {
    accept(message);
    const old = find(where);
    if (old === undefined)
      throw refusal('message_not_found', `there is no message ${where.ts} in ${where.channel}`);
    messages[messages.indexOf(old)] = { ...old, message: copy(message), edits: old.edits + 1 };
  }

  function buttons(where: SlackThread): readonly Button[] {
    const message = find(where);
    return message === undefined ? [] : buttonsOf(message);
  }

  function click(where: SlackThread, actionId: string, user: string): ClickRequest {
    const message = find(where);
    const button = message && buttonsOf(message).find((one) => one.action_id === actionId);
    if (message === undefined || button === undefined)
      throw new Error(`There is no button "${actionId}" to click.`);
    const responseUrl = responses.open(where, user);
    return clickRequest({ message, button, user, responseUrl, now: now(), signingSecret });
  }

  async function reply(responseUrl: string, answer: ClickReply): Promise<void> {
    const { where, user } = responses.use(responseUrl);
    endure(weather, where.channel);
    if (answer.replace_original) replace(where, { text: answer.text, blocks: asSent(answer.blocks) });
    else whispers.push({ channel: where.channel, user, text: answer.text });
  }

  return {
    postMessage,
    updateMessage,
    find,
    click,
    reply,
    channels: () => [...new Set(messages.map(({ channel }) => directory.name(channel)))],
    messages: (channel) =>
      messages.filter(
        (one) => one.channel === directory.id(channel) && (one.threadTs === undefined || one.broadcast),
      ),
    thread: (root) =>
      messages.filter((one) => one.channel === directory.id(root.channel) && one.threadTs === root.ts),
    buttons,
    isAsking: (where) => buttons(where).some(({ action_id }) => action_id === 'approve'),
    whispers: () => whispers,
    goDown: () => {
      weather.down = true;
    },
    comeBack: () => {
      weather.down = false;
    },
    limit: (times, retryAfterSeconds) => {
      weather.limited = { times, retryAfterSeconds };
    },
  };
}

function accept(message: SlackMessage): void {
  const problems = messageProblems(message);
  if (problems.length > 0) throw refusal('invalid_blocks', problems.join('; '));
}

/** What came over the wire is nobody's object any more. */
function copy(message: SlackMessage): SlackMessage {
  return structuredClone(message);
}

function asSent(blocks: readonly { readonly type: string }[]): readonly KnownBlock[] {
  const known = blocks.filter(isKnownBlock);
  if (known.length < blocks.length)
    throw refusal('invalid_blocks', 'there is a block of a type that is not known');
  return known;
}
