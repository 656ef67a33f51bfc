import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createLedgerTable } from '../../local/database.ts';
import type { ResponseClients } from '../../shared/aws/response-clients.ts';
import { createStartResponse } from '../../shared/aws/responses.ts';
import { openElsewhere } from '../../shared/aws/uses/elsewhere.ts';
import { createPlace } from '../../shared/aws/uses/place.ts';
import { USE_READERS } from '../../shared/aws/uses.ts';
import type { ActionResult } from '../../shared/domain/decision.ts';
import { createLedger } from '../../shared/ledger/index.ts';
import { incidentRef, mark, NOW } from '../../test/support/incidents.ts';
import { ACCOUNT } from '../contract/account.ts';
import { makeImageFunction } from '../support/image-function.ts';

/** What the product sends besides the contract's calls: to who uses images, to Lambda, and to the ledger's table. */
export async function sendTheRest(clients: ResponseClients): Promise<void> {
  await readUses(clients);
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

/** What they make of the answers is for uses.test.ts to say; some end at a command that moto does not know. */
async function readUses(clients: ResponseClients): Promise<void> {
  await makeImageFunction('eu-west-1', 'wire', `${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com/wire:1`);
  const place = createPlace(ACCOUNT, clients, { rollbackDepth: 1, watchesEks: false });
  for (const reader of Object.values(USE_READERS)) await reader(place).catch(() => []);
  const roleArn = 'arn:aws:iam::222233334444:role/image-reader';
  await openElsewhere(ACCOUNT, clients, [{ roleArn, regions: ['us-east-1'] }]);
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
