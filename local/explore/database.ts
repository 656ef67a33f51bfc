import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Interceptable } from '../../shared/aws/intercept.ts';
import { carryOut, type Items } from './table.ts';

/** The explorer's table behind a real document client, so that the ledger's tests can hold it against dynalite. */
export function openExplorerDatabase() {
  let items: Items = {};
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-west-1' }));
  answerWith(client, (command, input) => {
    const answer = carryOut(items, command, input);
    if (answer.type === 'error') throw Object.assign(new Error(answer.message), { name: answer.name });
    items = answer.items;
    return answer.output;
  });
  return { table: 'watchkeeper-local', client, close: async () => client.destroy() };
}

function answerWith(client: Interceptable, answer: (command: string, input: object) => object): void {
  client.middlewareStack.add(
    (_next, { commandName = '' }) =>
      async ({ input }) => ({ output: answer(commandName, input), response: {} }),
    { step: 'initialize', name: 'explorerDatabase', priority: 'low' },
  );
}
