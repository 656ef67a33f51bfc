import { createClients } from '../aws/clients.ts';
import { createStartResponse } from '../aws/responses.ts';
import type { TriageDeps } from '../triage.ts';
import { readBundledConfig } from './bundled-config.ts';
import { systemClock } from './clock.ts';
import type { TriageEnvironment } from './environment.ts';
import { lazyLedger } from './lazy-ledger.ts';
import type { FunctionLog } from './logger.ts';
import type { Meter } from './metrics.ts';

/** Wire the fast path. No SDK client is loaded before the first call that needs it. */
export function createTriageDeps(environment: TriageEnvironment, log: FunctionLog, meter: Meter): TriageDeps {
  const clients = createClients({ region: environment.region });
  return {
    account: environment.account,
    region: environment.region,
    config: readBundledConfig(environment),
    clock: systemClock,
    log,
    measure: meter.measure,
    ledger: lazyLedger(async () => {
      const { createLedger } = await import('../ledger/index.ts');
      return createLedger({ name: environment.ledgerTable, client: clients.dynamodb, clock: systemClock });
    }),
    startResponse: createStartResponse(clients, {
      functionName: environment.respondFunction,
      qualifier: environment.respondAlias,
    }),
  };
}
