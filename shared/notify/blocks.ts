import type {
  ContextBlock,
  HeaderBlock,
  MrkdwnElement,
  PlainTextElement,
  RichTextBlock,
  SectionBlock,
} from '@slack/types';
import { clip, verbatim } from './text.ts';

/** Block Kit's limits on what we use, in characters. Source: docs.slack.dev/reference/block-kit. */
export const LIMITS = {
  header: 150,
  section: 3_000,
  field: 2_000,
  fields: 10,
  context: 2_000,
  buttonText: 75,
  buttonValue: 2_000,
  accessibilityLabel: 75,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  url: 3_000,
} as const;

/** `emoji: false`, so that `:name:` in foreign text stays text. */
export function plainText(text: string, max: number): PlainTextElement {
  return { type: 'plain_text', text: clip(text, max), emoji: false };
}

/** `verbatim`, so that Slack makes no links and mentions of its own out of what it finds. */
export function mrkdwn(text: string): MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true };
}

export function header(text: string): HeaderBlock {
  return { type: 'header', text: plainText(text, LIMITS.header) };
}

/** Whole lines, as many as fit: half a line might be half a link. No lines, no block. */
export function section(lines: readonly string[]): SectionBlock[] {
  const text = asManyAsFit(lines, '\n', LIMITS.section);
  return text === '' ? [] : [{ type: 'section', text: mrkdwn(text) }];
}

export function fieldsSection(fields: readonly (readonly [label: string, value: string])[]): SectionBlock[] {
  const elements = fields
    .filter(([, value]) => value !== '')
    .slice(0, LIMITS.fields)
    .map(([label, value]) => mrkdwn(`*${label}*\n${value}`));
  return elements.length === 0 ? [] : [{ type: 'section', fields: elements }];
}

export function context(parts: readonly string[]): ContextBlock[] {
  const text = asManyAsFit(parts, ' · ', LIMITS.context);
  return text === '' ? [] : [{ type: 'context', elements: [mrkdwn(text)] }];
}

/** Foreign lines as code: Slack parses nothing in a preformatted rich text. */
export function preformatted(lines: readonly string[], maxLine: number): RichTextBlock[] {
  const text = asManyAsFit(
    lines.map((line) => verbatim(line, maxLine)),
    '\n',
    LIMITS.section,
  );
  if (text === '') return [];
  const elements = [{ type: 'rich_text_preformatted' as const, elements: [{ type: 'text' as const, text }] }];
  return [{ type: 'rich_text', elements }];
}

function asManyAsFit(parts: readonly string[], separator: string, max: number): string {
  let text = '';
  for (const part of parts) {
    if (part === '') continue;
    const longer = text === '' ? part : text + separator + part;
    if (longer.length > max) break;
    text = longer;
  }
  return text;
}
