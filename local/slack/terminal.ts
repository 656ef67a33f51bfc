import { styleText } from 'node:util';
import type { Button, KnownBlock } from '@slack/types';
import type { SlackMessage } from '../../shared/notify/message.ts';
import { type Node, parseMrkdwn } from './mrkdwn.ts';
import { displayWidth } from './width.ts';
import { type Run, type Style, wrap } from './wrap.ts';

export interface TerminalOptions {
  /** Columns, the frame included. */
  readonly width?: number;
  /** ANSI colours; off unless asked for. */
  readonly color?: boolean;
  /** Names of people by Slack user id. */
  readonly people?: Readonly<Record<string, string>>;
}

/** A message as a framed box of text, as people would read it. */
export function renderMessage(message: SlackMessage, options: TerminalOptions = {}): string {
  const { width = 96 } = options;
  const blocks =
    message.blocks.length === 0 ? [[{ text: message.text, style: 'plain' as const }]] : undefined;
  const lines = blocks ?? message.blocks.flatMap((block) => blockLines(block, options));
  const wrapped = lines.flatMap((line) => wrap(line, width - 4));
  const rule = '─'.repeat(width - 2);
  return [`╭${rule}╮`, ...wrapped.map((line) => framed(line, width, options)), `╰${rule}╯`].join('\n');
}

/** A reply as one indented line under its message. */
export function renderReply(text: string, options: TerminalOptions = {}): string {
  const lines = wrap(runsOf(parseMrkdwn(text), 'plain', options), (options.width ?? 96) - 4);
  return lines
    .map((line, index) => `${index === 0 ? '  ↳ ' : '    '}${painted(line, options).trimEnd()}`)
    .join('\n');
}

function blockLines(block: KnownBlock, options: TerminalOptions): Run[][] {
  switch (block.type) {
    case 'header':
      return [[{ text: block.text.text, style: 'bold' }]];
    case 'section':
      return [
        ...(block.text === undefined ? [] : textLines(block.text.text, 'plain', options)),
        ...(block.fields ?? []).map((field) => fieldLine(field.text, options)),
      ];
    case 'context':
      return block.elements.flatMap((element) =>
        'text' in element ? textLines(element.text, 'dim', options) : [],
      );
    case 'actions':
      return [buttonLine(block.elements.filter((element) => element.type === 'button'))];
    case 'rich_text':
      return block.elements.flatMap((element) =>
        element.type === 'rich_text_preformatted' ? codeLines(element) : [],
      );
    case 'divider':
      return [[]];
    default:
      return [[{ text: `(${block.type})`, style: 'dim' }]];
  }
}

function textLines(text: string, style: Style, options: TerminalOptions): Run[][] {
  return text.split('\n').map((line) => runsOf(parseMrkdwn(line), style, options));
}

/** A label and its value beside each other. */
function fieldLine(text: string, options: TerminalOptions): Run[] {
  const [label = '', ...value] = text.split('\n');
  const name = label.replaceAll('*', '');
  return [
    { text: `  ${name}${' '.repeat(Math.max(1, 18 - displayWidth(name)))}`, style: 'bold' },
    ...runsOf(parseMrkdwn(value.join(' ')), 'plain', options),
  ];
}

function codeLines(element: { readonly elements: readonly { readonly text?: string }[] }): Run[][] {
  const text = element.elements.map((part) => part.text ?? '').join('');
  return text.split('\n').map((line) => [{ text: `  │ ${line}`, style: 'code' }]);
}

function buttonLine(buttons: readonly Button[]): Run[] {
  return buttons.flatMap(({ text }) => [
    { text: `[ ${text.text} ]`, style: 'button' as const },
    { text: '  ', style: 'plain' as const },
  ]);
}

function runsOf(nodes: readonly Node[], style: Style, options: TerminalOptions): Run[] {
  return nodes.flatMap((node): Run[] => {
    if ('children' in node) return runsOf(node.children, node.type === 'bold' ? 'bold' : style, options);
    switch (node.type) {
      case 'text':
        return [{ text: node.text, style }];
      case 'code':
        return [{ text: node.text, style: 'code' }];
      case 'link':
        return [{ text: node.label, style: 'link' }];
      case 'date':
        return [{ text: node.fallback, style }];
      default:
        return [{ text: `@${options.people?.[node.id] ?? node.id}`, style: 'link' }];
    }
  });
}

function framed(line: readonly Run[], width: number, options: TerminalOptions): string {
  const used = displayWidth(line.map(({ text }) => text).join(''));
  return `│ ${painted(line, options)}${' '.repeat(Math.max(0, width - 4 - used))} │`;
}

const PAINT = {
  bold: 'bold',
  code: 'cyan',
  dim: 'dim',
  link: 'underline',
  button: 'inverse',
} as const;

function painted(line: readonly Run[], { color = false }: TerminalOptions): string {
  return line
    .map(({ text, style }) =>
      !color || style === 'plain' ? text : styleText(PAINT[style], text, { validateStream: false }),
    )
    .join('');
}
