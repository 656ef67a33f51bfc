import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Database } from '../../local/database.ts';
import type { Interceptable } from '../../shared/aws/intercept.ts';
import { conditionOf } from './condition.ts';
import type { Item, Scope } from './scope.ts';
import { updated } from './update.ts';

/** The input of the three commands that the ledger sends. */
interface Input {
  readonly TableName: string;
  readonly Key?: { readonly pk: string; readonly sk: string };
  readonly Item?: Item;
  readonly UpdateExpression?: string;
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, unknown>;
}

/** All tables of this process behind one client: making a client costs more than a whole schedule. */
const tables = new Map<string, Map<string, Item>>();
const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-west-1' }));
answering(client, (command, input) => {
  const items = tables.get(input.TableName);
  if (!items) throw new Error(`the table ${input.TableName} was closed`);
  if (command === 'GetItemCommand') return { Item: structuredClone(items.get(keyOf(input.Key))) };
  return { Attributes: write(items, command, input) };
});
let opened = 0;

/**
 * The ledger's table as a map, behind a real client: a hundred times as many schedules as over HTTP. A test
 * holds it against dynalite.
 */
export function openMemoryDatabase(): Database & { readonly items: ReadonlyMap<string, Item> } {
  const items = new Map<string, Item>();
  const table = `memory-${++opened}`;
  tables.set(table, items);
  return { table, endpoint: 'memory:', client, items, close: async () => void tables.delete(table) };
}

function write(items: Map<string, Item>, command: string, input: Input): Item {
  const key = command === 'PutItemCommand' ? keyOf(input.Item) : keyOf(input.Key);
  const item = items.get(key);
  const names = input.ExpressionAttributeNames ?? {};
  const values = input.ExpressionAttributeValues ?? {};
  const scope: Scope = { item: item ?? {}, names, values };
  if (input.ConditionExpression && !conditionOf(input.ConditionExpression)(scope)) throw refused();
  const after =
    command === 'PutItemCommand'
      ? structuredClone(input.Item ?? {})
      : updated({ ...scope, item: item ?? { ...input.Key } }, input.UpdateExpression ?? '');
  items.set(key, after);
  return structuredClone(after);
}

function keyOf(key: object | undefined): string {
  const { pk, sk } = { pk: '', sk: '', ...key };
  return `${pk}\n${sk}`;
}

function answering(client: Interceptable, answer: (command: string, input: Input) => object): void {
  client.middlewareStack.add(
    (_next, { commandName = '' }) =>
      async ({ input }) => ({
        output: { $metadata: {}, ...answer(commandName, input as Input) },
        response: {},
      }),
    { step: 'initialize', priority: 'low', name: 'memoryDatabase' },
  );
}

function refused(): Error {
  const message = 'The conditional request failed';
  return Object.assign(new Error(message), { name: 'ConditionalCheckFailedException', $fault: 'client' });
}
