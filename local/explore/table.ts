import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import getItem from 'dynalite/actions/getItem.js';
import putItem from 'dynalite/actions/putItem.js';
import updateItem from 'dynalite/actions/updateItem.js';
import { validateExpressions } from 'dynalite/validations/index.js';
import { LEDGER_KEYS } from '../database.ts';

/** A table as plain data, so that it can be copied, compared and gone back to. Items as DynamoDB writes them. */
export type Items = Readonly<Record<string, WireItem>>;
export type WireItem = Readonly<Record<string, AttributeValue>>;

/** What DynamoDB says to one command: `output` in JavaScript's values, as the document client gives it. */
export type Answer =
  | { readonly type: 'output'; readonly items: Items; readonly output: object }
  | { readonly type: 'error'; readonly name: string; readonly message: string };

const ACTIONS: Readonly<Record<string, typeof getItem>> = {
  GetItemCommand: getItem,
  PutItemCommand: putItem,
  UpdateItemCommand: updateItem,
};
const MAX_ITEM_BYTES = 409_600;

/** Carry out one command of the document client with dynalite's own actions, at once and in memory. */
export function carryOut(items: Items, command: string, input: object): Answer {
  const action = ACTIONS[command];
  if (!action) throw new Error(`the table knows no ${command}: add it to local/explore/table.ts`);
  const request = wireRequest(input);
  const problem = validateExpressions(request);
  if (problem) return { type: 'error', name: 'ValidationException', message: problem };
  let after = items;
  let answer: Answer = { type: 'error', name: 'InternalServerError', message: 'dynalite did not answer' };
  const put = (key: string, item: WireItem) => {
    after = { ...after, [key]: sorted(item) };
  };
  action(storeOf(items, put), request, (error, output) => {
    answer = error ? errorOf(error.body) : { type: 'output', items: after, output: documentOutput(output) };
  });
  return answer;
}

/** dynalite's store, as far as its actions on single items use it; everything answers at once. */
function storeOf(items: Items, put: (key: string, item: WireItem) => void): object {
  type Done = (error: Error | null, item?: WireItem) => void;
  const missing = Object.assign(new Error('no such item'), { name: 'NotFoundError' });
  const itemDb = {
    lock: (_key: string, run: (release: (done: Done) => Done) => void) => run((done) => done),
    get: (key: string, done: Done) => (items[key] ? done(null, items[key]) : done(missing)),
    put: (key: string, item: WireItem, done: Done) => {
      put(key, item);
      done(null);
    },
  };
  return {
    options: { maxItemSize: MAX_ITEM_BYTES },
    getTable: (_name: string, done: (error: null, table: object) => void) => done(null, LEDGER_KEYS),
    getItemDb: () => itemDb,
  };
}

function wireRequest(input: object): object {
  const wire = Object.entries(input).map(([name, value]) => {
    const isData = ['Key', 'Item', 'ExpressionAttributeValues'].includes(name);
    return [name, isData ? marshall(value, { removeUndefinedValues: true }) : value];
  });
  return Object.fromEntries(wire);
}

function documentOutput(output: object): object {
  const data = Object.entries(output).filter(([, value]) => value !== undefined);
  return Object.fromEntries(data.map(([name, value]) => [name, unmarshall(value)]));
}

function errorOf({ __type, message }: { readonly __type: string; readonly message: string }): Answer {
  return { type: 'error', name: __type.split('#').at(-1) ?? __type, message };
}

/** One way to write each item, so that equal tables give equal text. */
function sorted(item: WireItem): WireItem {
  const entries = Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    entries.map(([name, value]) => [name, value.SS ? { SS: value.SS.toSorted() } : value]),
  );
}
