import { createClients } from '../aws/clients.ts';
import { createSecret } from '../aws/parameters.ts';
import { createResume } from '../aws/responses.ts';
import { createLedger } from '../ledger/index.ts';
import { type ClickDeps, realReply } from '../slack-door/index.ts';
import { systemClock } from './clock.ts';
import type { SlackEnvironment } from './environment.ts';
import type { FunctionLog } from './logger.ts';

/** Wire the click's path: the ledger, the waiting response, and the way back to Slack. */
export function createClickDeps(environment: SlackEnvironment, log: FunctionLog): ClickDeps {
  const clients = createClients({ region: environment.region });
  return {
    ledger: createLedger({ name: environment.ledgerTable, client: clients.dynamodb, clock: systemClock }),
    resume: createResume(clients),
    signingSecret: createSecret(clients, environment.slackSigningSecretParameter, systemClock),
    clock: systemClock,
    log,
    reply: realReply(fetch),
  };
}
