/** Slack's markup as a small tree, for showing it elsewhere and for finding what is live in it. */
export type Node =
  | { readonly type: 'text' | 'code'; readonly text: string }
  | { readonly type: 'bold' | 'italic' | 'strike'; readonly children: readonly Node[] }
  | { readonly type: 'link'; readonly url: string; readonly label: string }
  | { readonly type: 'date'; readonly epoch: number; readonly fallback: string }
  | { readonly type: 'user' | 'channel' | 'group'; readonly id: string };

const TOKEN =
  /`([^`\n]+)`|<([^<>\n]+)>|(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])|(?<![\w])_(?=\S)([^_\n]+?)(?<=\S)_(?![\w])|(?<![\w~])~(?=\S)([^~\n]+?)(?<=\S)~(?![\w~])/g;

export function parseMrkdwn(text: string): readonly Node[] {
  const nodes: Node[] = [];
  let from = 0;
  for (const match of text.matchAll(TOKEN)) {
    pushText(nodes, text.slice(from, match.index));
    nodes.push(nodeOf(match));
    from = match.index + match[0].length;
  }
  pushText(nodes, text.slice(from));
  return nodes;
}

function nodeOf([whole, code, angle, strong, slanted, struck]: RegExpMatchArray): Node {
  if (code !== undefined) return { type: 'code', text: decode(code) };
  if (angle !== undefined) return angleNode(angle);
  if (strong !== undefined) return { type: 'bold', children: parseMrkdwn(strong) };
  if (slanted !== undefined) return { type: 'italic', children: parseMrkdwn(slanted) };
  if (struck !== undefined) return { type: 'strike', children: parseMrkdwn(struck) };
  return { type: 'text', text: decode(whole) };
}

function angleNode(inner: string): Node {
  const bar = inner.indexOf('|');
  const head = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? undefined : decode(inner.slice(bar + 1));
  const date = /^!date\^(\d+)\^/.exec(head);
  if (date !== null) return { type: 'date', epoch: Number(date[1]), fallback: label ?? '' };
  if (head.startsWith('@')) return { type: 'user', id: head.slice(1) };
  if (head.startsWith('#')) return { type: 'channel', id: head.slice(1) };
  if (head.startsWith('!')) return { type: 'group', id: head.slice(1) };
  return { type: 'link', url: decode(head), label: label ?? decode(head) };
}

function pushText(nodes: Node[], text: string): void {
  if (text !== '') nodes.push({ type: 'text', text: decode(text) });
}

function decode(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** Everything that would notify somebody or can be clicked, however deep. */
export function liveNodes(nodes: readonly Node[]): readonly Node[] {
  return nodes.flatMap((node) => {
    if ('children' in node) return liveNodes(node.children);
    return node.type === 'text' || node.type === 'code' ? [] : [node];
  });
}
