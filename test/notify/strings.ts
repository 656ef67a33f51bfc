import { liveNodes, type Node, parseMrkdwn } from '../../local/slack/mrkdwn.ts';
import type { SlackMessage } from '../../shared/notify/message.ts';

/** Every text that Slack would parse as markup: the message's own, and all of type `mrkdwn`. */
export function markupOf(message: SlackMessage): string[] {
  return [
    message.text,
    ...objectsOf(message.blocks)
      .filter(isMarkup)
      .map(({ text }) => text),
  ];
}

/** Texts that Slack would linkify by itself, because nobody told it not to. */
export function notVerbatim(message: SlackMessage): string[] {
  return objectsOf(message.blocks)
    .filter(isMarkup)
    .filter(({ verbatim }) => verbatim !== true)
    .map(({ text }) => text);
}

export function liveIn(message: SlackMessage): readonly Node[] {
  return markupOf(message).flatMap((text) => liveNodes(parseMrkdwn(text)));
}

/** What people see: every text, whatever its type. */
export function seenIn(message: SlackMessage): string {
  const texts = objectsOf(message.blocks).flatMap((object) => ('text' in object ? [object.text] : []));
  return [message.text, ...texts.filter((text) => typeof text === 'string')].join('\n');
}

interface Markup {
  readonly type: 'mrkdwn';
  readonly text: string;
  readonly verbatim?: boolean;
}

function isMarkup(object: object): object is Markup {
  return 'type' in object && object.type === 'mrkdwn';
}

function objectsOf(value: unknown): object[] {
  if (Array.isArray(value)) return value.flatMap(objectsOf);
  if (value === null || typeof value !== 'object') return [];
  return [value, ...Object.values(value).flatMap(objectsOf)];
}
