import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createLedgerTable } from '../../local/database.ts';
import type { Clients } from '../../shared/aws/clients.ts';
import { createStartResponse } from '../../shared/aws/responses.ts';
import type { ActionResult } from '../../shared/domain/decision.ts';
import { createLedger } from '../../shared/ledger/index.ts';
import { incidentRef, mark, NOW } from '../../test/support/incidents.ts';

/** What the product sends besides the contract's calls: to Lambda, and to the ledger's table. */
export async function sendTheRest(clients: Clients): Promise<void> {
  const ref = incidentRef();
  await createStartResponse(clients, { functionName: 'respond', qualifier: 'live' })(ref);
  const name = 'ledger-wire';
  await createLedgerTable(new DynamoDBClient({}), name);
  const ledger = createLedger({ name, client: clients.dynamodb, clock: () => NOW });
  await ledger.mark(ref.key, [mark('task-1')]);
  await ledger.read(ref.key);
  await ledger.receipt({
    incident: ref.key,
    generation: 1,
    action: RUN,
    result: DONE,
    planHash: 'p',
    approvedBy: 'mode',
    at: ref.openedAt,
  });
}

const DONE: ActionResult = { type: 'done', reason: 'started' };
const RUN = {
  kind: 'ecs.run-task',
  target: 'cluster',
  clusterArn: 'cluster',
  risk: 'low',
  clientToken: 'token',
  replaces: 'task',
  taskDefinitionArn: 'job:1',
  startedBy: 'watchkeeper',
} as const;
