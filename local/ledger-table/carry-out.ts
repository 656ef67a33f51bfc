import { conditionOf } from './condition.ts';
import type { Item, Scope } from './scope.ts';
import { updated } from './update.ts';

/** The input of the three commands that the ledger sends. */
export interface Input {
  readonly TableName: string;
  readonly Key?: { readonly pk: string; readonly sk: string };
  readonly Item?: Item;
  readonly UpdateExpression?: string;
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, unknown>;
}

/** What DynamoDB says to one command, and the item that stands there from then on. */
export type Answer =
  | { readonly type: 'read'; readonly output: object }
  | { readonly type: 'written'; readonly output: object; readonly item: Item }
  | { readonly type: 'error'; readonly name: string; readonly message: string };

const REFUSED: Answer = {
  type: 'error',
  name: 'ConditionalCheckFailedException',
  message: 'The conditional request failed',
};

/** One command of the document client on the one item that it names, as far as the ledger uses DynamoDB. */
export function carryOut(item: Item | undefined, command: string, input: Input): Answer {
  if (command === 'GetItemCommand') return { type: 'read', output: { Item: structuredClone(item) } };
  const { ConditionExpression: condition } = input;
  if (condition && !conditionOf(condition)(scopeOf(item ?? {}, input))) return REFUSED;
  if (command === 'PutItemCommand') {
    return { type: 'written', item: structuredClone(input.Item ?? {}), output: {} };
  }
  if (command !== 'UpdateItemCommand') {
    throw new Error(`the table knows no ${command}: add it to local/ledger-table/carry-out.ts`);
  }
  const written = updated(scopeOf(item ?? { ...input.Key }, input), input.UpdateExpression ?? '');
  return { type: 'written', item: written, output: { Attributes: structuredClone(written) } };
}

function scopeOf(item: Item, { ExpressionAttributeNames, ExpressionAttributeValues }: Input): Scope {
  return { item, names: ExpressionAttributeNames ?? {}, values: ExpressionAttributeValues ?? {} };
}

/** By which a table knows the item that a command is about. */
export function keyOf({ Key, Item }: Input): string {
  const { pk, sk } = { pk: '', sk: '', ...Item, ...Key };
  return `${pk}\n${sk}`;
}
