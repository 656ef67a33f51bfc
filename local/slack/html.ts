import type { Button, KnownBlock } from '@slack/types';
import type { SlackMessage } from '../../shared/notify/message.ts';
import { HTML_STYLE } from './html-style.ts';
import { type Node, parseMrkdwn } from './mrkdwn.ts';

export interface Post {
  readonly message: SlackMessage;
  /** As the channel shows it beside the name: "10:06". */
  readonly time: string;
  readonly edited?: boolean;
  /** A line above it, in the manner of the channel's day lines. */
  readonly caption?: string;
}

export interface PageOptions {
  readonly channel: string;
  readonly people?: Readonly<Record<string, string>>;
}

/** A page that shows messages much as Slack would, for looking at them without a workspace. */
export function renderPage(posts: readonly Post[], { channel, people = {} }: PageOptions): string {
  const body = posts.map((post) => renderPost(post, people)).join('\n');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(channel)}</title>
<style>${HTML_STYLE}</style></head><body><main><div class="channel">${escaped(channel)}</div>${body}</main></body></html>`;
}

function renderPost({ message, time, edited = false, caption }: Post, people: People): string {
  const blocks = message.blocks.map((block) => renderBlock(block, people)).join('\n');
  const line = caption === undefined ? '' : `<div class="day"><span>${escaped(caption)}</span></div>`;
  return `${line}<article><div class="avatar">${AVATAR}</div><div class="body">
<div class="who"><b>Watchkeeper</b><span class="app">APP</span><span class="time">${escaped(time)}</span></div>
${blocks}${edited ? '<span class="edited">(edited)</span>' : ''}</div></article>`;
}

type People = Readonly<Record<string, string>>;

/** A lighthouse: drawn here, so that the page needs no file. */
const AVATAR = `<svg viewBox="0 0 36 36"><rect width="36" height="36" rx="6" fill="#12324a"/>
<path d="M19.5 11 33 6v9zM16.5 11 3 6v9z" fill="#ffd166" opacity=".85"/><path d="M15 15h6l2 15H13z" fill="#fff"/>
<path d="M14.4 20h7.2l.5 4h-8.2z" fill="#e63946"/><rect x="15" y="8.6" width="6" height="6.4" rx="1" fill="#ffd166"/>
<path d="M14 8.6 18 5l4 3.6z" fill="#e63946"/></svg>`;

function renderBlock(block: KnownBlock, people: People): string {
  switch (block.type) {
    case 'header':
      return `<h1>${escaped(block.text.text)}</h1>`;
    case 'section':
      return `${block.text === undefined ? '' : `<p>${inline(block.text.text, people)}</p>`}${fieldsOf(block, people)}`;
    case 'context':
      return `<div class="context">${block.elements
        .map((element) => ('text' in element ? inline(element.text, people) : ''))
        .join(' ')}</div>`;
    case 'actions':
      return `<div class="actions">${block.elements
        .map((element) => (element.type === 'button' ? renderButton(element) : ''))
        .join('')}</div>`;
    case 'rich_text':
      return block.elements
        .map((element) => (element.type === 'rich_text_preformatted' ? preformatted(element) : ''))
        .join('');
    case 'divider':
      return '<hr>';
    default:
      return `<p>(${escaped(block.type)})</p>`;
  }
}

function fieldsOf(
  { fields }: { readonly fields?: readonly { readonly text: string }[] },
  people: People,
): string {
  if (fields === undefined) return '';
  return `<div class="fields">${fields.map(({ text }) => `<div>${inline(text, people)}</div>`).join('')}</div>`;
}

function preformatted({ elements }: { readonly elements: readonly { readonly text?: string }[] }): string {
  return `<pre>${escaped(elements.map(({ text = '' }) => text).join(''))}</pre>`;
}

function renderButton({ text, style }: Button): string {
  return `<span class="button ${style ?? ''}">${escaped(text.text)}</span>`;
}

function inline(text: string, people: People): string {
  return nodesToHtml(parseMrkdwn(text), people).replaceAll('\n', '<br>');
}

function nodesToHtml(nodes: readonly Node[], people: People): string {
  return nodes.map((node) => nodeToHtml(node, people)).join('');
}

function nodeToHtml(node: Node, people: People): string {
  switch (node.type) {
    case 'text':
      return escaped(node.text);
    case 'code':
      return `<code>${escaped(node.text)}</code>`;
    case 'bold':
      return `<b>${nodesToHtml(node.children, people)}</b>`;
    case 'italic':
      return `<i>${nodesToHtml(node.children, people)}</i>`;
    case 'strike':
      return `<s>${nodesToHtml(node.children, people)}</s>`;
    case 'link':
      return `<a href="${escaped(node.url)}">${escaped(node.label)}</a>`;
    case 'date':
      return escaped(node.fallback);
    default:
      return `<span class="mention">@${escaped(people[node.id] ?? node.id)}</span>`;
  }
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
