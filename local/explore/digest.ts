import { createHash } from 'node:crypto';
import type { Item } from '../ledger-table/scope.ts';
import type { Process, State } from './state.ts';
import { withSets } from './turn.ts';

/**
 * A short text that is equal exactly when all that decides the future is. Receipts and the day on which an item is
 * forgotten are only written, never read.
 */
export function digest({ items, processes, ...rest }: State): string {
  const read = Object.entries(items).filter(([, { sk }]) => !String(sk).startsWith('receipt#'));
  const tables = read.map(([key, item]) => key + textOnce(item, () => inOrder({ ...item, expires: '' })));
  const running = Object.entries(processes).map(([name, one]) => name + textOnce(one, () => deciding(one)));
  return sha1([JSON.stringify(rest), ...tables.sort(), ...running.sort()].join('\n'));
}

/** One way to write each item, in whatever order its attributes came. */
function inOrder(item: Item): object {
  return Object.fromEntries(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** What a process asks for next follows from what it did; of an ended one only the result is left. */
function deciding({ stand, journal, done, ...process }: Process): object {
  const entries = Object.entries(journal).map(([id, entry]) => id + textOnce(entry, () => entry));
  const replies = done.map((one) => textOnce(one, () => one));
  return { ...process, entries, replies, stand: 'result' in stand ? stand : stand.type };
}

const texts = new WeakMap<object, string>();

/** States share most of their parts, so each part is written down once. */
function textOnce(part: object, content: () => object): string {
  const text = texts.get(part) ?? sha1(JSON.stringify(content(), withSets));
  texts.set(part, text);
  return text;
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('base64');
}
