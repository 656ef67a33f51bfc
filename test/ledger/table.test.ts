import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { createLedger } from '../../shared/ledger/index.ts';
import { mark, NOW } from '../support/incidents.ts';

/** A DynamoDB whose answers lose their body on the way. */
function emptyAnswers(): DynamoDBDocumentClient {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-west-1' }));
  client.middlewareStack.add(() => async () => ({ output: { $metadata: {} }, response: {} }), {
    step: 'initialize',
    priority: 'high',
  });
  return client;
}

describe('shared/ledger/table', () => {
  it('takes no answer without the item for an empty item', async () => {
    const client = emptyAnswers();
    const ledger = createLedger({ name: 'ledger', client: async () => client, clock: () => NOW });

    await expect(ledger.mark('key', [mark('task-1')])).rejects.toThrow('did not say what stands in key');
  });
});
