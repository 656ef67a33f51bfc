import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { TriageDomain } from '../triage/domain.ts';
import { triageBatch } from '../triage.ts';
import { readEnvironment, TRIAGE_ENVIRONMENT } from './environment.ts';
import { createLogger } from './logger.ts';
import { createMeter } from './metrics.ts';
import { door } from './middleware.ts';
import { once } from './once.ts';
import { createTriageDeps } from './triage-wiring.ts';

/** The handler of a queue of events: one per domain, each with a queue, a role and a response of its own. */
export function triageDoor(domain: TriageDomain) {
  const environment = readEnvironment(TRIAGE_ENVIRONMENT);
  const log = createLogger(environment);
  const meter = createMeter(environment);
  const deps = once(() => createTriageDeps(environment, log, meter));

  async function triage(event: SQSEvent): Promise<SQSBatchResponse> {
    const records = event.Records.map(({ messageId, body }) => ({ id: messageId, body }));
    const failed = await triageBatch(records, domain, deps());
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  }

  return middy(triage).use(door(log, meter));
}
