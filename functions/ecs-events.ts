import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { readEnvironment, TRIAGE_ENVIRONMENT } from '../shared/runtime/environment.ts';
import { createLogger } from '../shared/runtime/logger.ts';
import { createMeter } from '../shared/runtime/metrics.ts';
import { door } from '../shared/runtime/middleware.ts';
import { once } from '../shared/runtime/once.ts';
import { createTriageDeps } from '../shared/runtime/triage-wiring.ts';
import { triageBatch } from '../shared/triage.ts';

const environment = readEnvironment(TRIAGE_ENVIRONMENT);
const log = createLogger(environment);
const meter = createMeter(environment);
const deps = once(() => createTriageDeps(environment, log, meter));

async function triage(event: SQSEvent): Promise<SQSBatchResponse> {
  const records = event.Records.map(({ messageId, body }) => ({ id: messageId, body }));
  const failed = await triageBatch(records, deps());
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

export const handler = middy(triage).use(door(log, meter));
