import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createLedgerTable, type Database } from '../../local/database.ts';
import { endpoint } from './endpoint.ts';

/** A ledger's table of its own in moto's DynamoDB. */
export async function openMotoDatabase(table: string): Promise<Database> {
  const client = new DynamoDBClient({});
  await createLedgerTable(client, table);
  return {
    table,
    endpoint: endpoint(),
    client: DynamoDBDocumentClient.from(client),
    async close() {
      client.destroy();
    },
  };
}
