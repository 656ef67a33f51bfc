import type { SQSEvent } from 'aws-lambda';
import { connection } from '../../shared/aws/connection.ts';
import { DynamoDBClient, DynamoDBDocumentClient, UpdateCommand } from '../../shared/aws/sdk/dynamodb.ts';

let client: DynamoDBDocumentClient | undefined;

/** The floor for whatever is counted: the same SDK, and one write. Its table is the same in every run. */
export const handler = async ({ Records }: SQSEvent): Promise<object> => {
  client ??= DynamoDBDocumentClient.from(new DynamoDBClient(connection('dynamodb', { region: 'eu-west-1' })));
  await client.send(
    new UpdateCommand({
      TableName: 'watchkeeper-local',
      Key: { pk: Records[0]?.messageId, sk: 'incident' },
      UpdateExpression: 'SET expires = :expires ADD marks :marks',
      ExpressionAttributeValues: { ':expires': 1, ':marks': new Set(['mark']) },
      ReturnValues: 'ALL_NEW',
    }),
  );
  return { batchItemFailures: [] };
};
