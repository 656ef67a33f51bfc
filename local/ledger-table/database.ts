import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Interceptable, prepared } from '../../shared/aws/intercept.ts';
import type { Database } from '../database.ts';
import { carryOut, type Input, keyOf } from './carry-out.ts';
import type { Item } from './scope.ts';

/** All tables of this process behind one client: making a client costs more than a whole schedule. */
const tables = new Map<string, Map<string, Item>>();
const client = prepared(DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-west-1' })));
answering(client, (command, input) => {
  const items = tables.get(input.TableName);
  if (!items) throw new Error(`the table ${input.TableName} was closed`);
  const answer = carryOut(items.get(keyOf(input)), command, input);
  if (answer.type === 'error') {
    throw Object.assign(new Error(answer.message), { name: answer.name, $fault: 'client' });
  }
  if (answer.type === 'written') items.set(keyOf(input), answer.item);
  return answer.output;
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
