import { CreateTableCommand, type CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { openDatabase } from '../../local/database.ts';
import type { Account as OtherAccount } from '../../local/fleet/accounts.ts';
import { serveSlack } from '../../local/slack/server.ts';
import { createWire, type Wire, type WireRequest } from '../../local/wire/index.ts';
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
  others: readonly OtherAccount[],
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
  const elsewhere = answerElsewhere(account, others);
  const wire = await serveWire((request) => {
    requests.push(request);
    onRequest(request);
    return elsewhere(request) ?? answer(request);
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

/** Answers what is signed with the credentials of a role, whose key's id names its account. */
function answerElsewhere({ engine }: Account, others: readonly OtherAccount[]) {
  const wires = new Map<string, Wire>(
    others.map(({ account, region, fleet }) => [`${account}/${region}`, createWire({ fleet, engine })]),
  );
  return (request: WireRequest) => wires.get(placeOf(request))?.(request);
}

/** A signature's scope is `<key>/<day>/<region>/<service>/aws4_request`. */
function placeOf({ headers }: WireRequest): string {
  const [, account, region] =
    /Credential=ASIA(\d{12})\/\d+\/([^/]+)\//.exec(headers.authorization ?? '') ?? [];
  return `${account}/${region}`;
}
