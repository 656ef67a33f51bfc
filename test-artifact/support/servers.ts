import { CreateTableCommand, type CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { openDatabase } from '../../local/database.ts';
import { serveSlack } from '../../local/slack/server.ts';
import { createWire, type WireRequest } from '../../local/wire/index.ts';
import { serveWire } from '../../local/wire/server.ts';
import { type Account, TOKEN } from './account.ts';
import type { Deployment } from './deployment.ts';

/** AWS and Slack as a function's process meets them: over HTTP, on loopback. */
export interface Servers {
  /** What leads a process here. */
  readonly variables: Readonly<Record<string, string>>;
  /** What was asked of AWS so far, but of DynamoDB. */
  readonly requests: readonly WireRequest[];
  close(): Promise<void>;
}

export async function openServers(
  account: Account,
  deployment: Deployment,
  onRequest: (request: WireRequest) => void,
): Promise<Servers> {
  const database = await openDatabase();
  const table = deployment.properties<CreateTableCommandInput>('LedgerTable');
  const { BillingMode, AttributeDefinitions, KeySchema } = table;
  const TableName = deployment.name('LedgerTable');
  await database.client.send(
    new CreateTableCommand({ TableName, BillingMode, AttributeDefinitions, KeySchema }),
  );

  const requests: WireRequest[] = [];
  const answer = createWire(account);
  const wire = await serveWire((request) => {
    requests.push(request);
    onRequest(request);
    return answer(request);
  });
  const slack = await serveSlack(account.slack, TOKEN);
  return {
    variables: {
      AWS_ENDPOINT_URL: wire.endpoint,
      AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
      LOCAL_SLACK: slack.url,
    },
    requests,
    close: async () => {
      await Promise.all([wire.close(), slack.close(), database.close()]);
    },
  };
}
