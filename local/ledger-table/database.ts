import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Interceptable, prepared } from '../../shared/aws/intercept.ts';
import type { Database } from '../database.ts';
import { type Answer, carryOut, type Input, keyOf } from './carry-out.ts';
import type { Item } from './scope.ts';

/** All tables of this process behind one client: making a client costs more than a whole schedule. */
const tables = new Map<string, Map<string, Item>>();
const client = prepared(DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-west-1' })));
answering(client, (command, input) => {
  const items = tables.get(input.TableName);
  if (!items) throw new Error(`the table ${input.TableName} was closed`);
  const answer = answerFrom(items, command, input);
  if (answer.type === 'error') {
    throw Object.assign(new Error(answer.message), { name: answer.name, $fault: 'client' });
  }
  return answer.output;
});
let opened = 0;

/** The ledger's table in memory. */
export interface MemoryDatabase extends Database {
  readonly items: ReadonlyMap<string, Item>;
  /** What DynamoDB says to one command of the document client. */
  answer(command: string, input: Input): Answer;
}

/**
 * The ledger's table as a map, behind a real client: a hundred times as many schedules as over HTTP. A test
 * holds it against dynalite.
 */
export function openMemoryDatabase(): MemoryDatabase {
  const items = new Map<string, Item>();
  const table = `memory-${++opened}`;
  tables.set(table, items);
  return {
    ...{ table, endpoint: 'memory:', client, items },
    answer: (command, input) => answerFrom(items, command, input),
    close: async () => void tables.delete(table),
  };
}

function answerFrom(items: Map<string, Item>, command: string, input: Input): Answer {
  const answer = carryOut(items.get(keyOf(input)), command, input);
  if (answer.type === 'written') items.set(keyOf(input), answer.item);
  return answer;
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
