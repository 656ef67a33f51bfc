import { createExecute } from '../actions/index.ts';
import { createKillSwitch, createSecret } from '../aws/parameters.ts';
import { createAllReads } from '../aws/reads.ts';
import { createResponseClients } from '../aws/response-clients.ts';
import { createStartResponse } from '../aws/responses.ts';
import { createLedger } from '../ledger/index.ts';
import { createNotifier, createSign, realSlack } from '../notify/index.ts';
import type { RespondDeps } from '../respond.ts';
import { readBundledConfig } from './bundled-config.ts';
import { systemClock } from './clock.ts';
import type { RespondEnvironment } from './environment.ts';
import type { FunctionLog } from './logger.ts';
import type { Meter } from './metrics.ts';

/** Wire the careful path. No SDK client and no Slack client is loaded before the first call that needs it. */
export function createRespondDeps(
  environment: RespondEnvironment,
  log: FunctionLog,
  meter: Meter,
): RespondDeps {
  const clients = createResponseClients({ region: environment.region });
  const config = readBundledConfig(environment);
  const ledger = createLedger({
    name: environment.ledgerTable,
    client: clients.dynamodb,
    clock: systemClock,
  });
  const slackToken = createSecret(clients, environment.slackTokenParameter, systemClock);
  const signingSecret = createSecret(clients, environment.slackSigningSecretParameter, systemClock);
  return {
    account: environment.account,
    region: environment.region,
    config,
    clock: systemClock,
    log,
    measure: meter.measure,
    ledger,
    reads: createAllReads(clients),
    execute: createExecute(clients, log, ledger),
    notifier: createNotifier({
      slack: realSlack(slackToken),
      config,
      sign: async () => createSign(await signingSecret()),
    }),
    startResponse: createStartResponse(clients, {
      functionName: environment.respondFunction,
      qualifier: environment.respondAlias,
    }),
    killSwitch: createKillSwitch(clients, environment.killSwitchParameter, systemClock, log),
  };
}
