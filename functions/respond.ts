import { type DurableContext, withDurableExecution } from '@aws/durable-execution-sdk-js';
import middy from '@middy/core';
import type { IncidentRef } from '../shared/domain/incident.ts';
import { respond } from '../shared/respond.ts';
import { RESPOND_ENVIRONMENT, readEnvironment } from '../shared/runtime/environment.ts';
import { createLogger } from '../shared/runtime/logger.ts';
import { createMeter } from '../shared/runtime/metrics.ts';
import { door, isSmokeEvent, SMOKE_ANSWER } from '../shared/runtime/middleware.ts';
import { once } from '../shared/runtime/once.ts';
import { createRespondDeps } from '../shared/runtime/wiring.ts';

const environment = readEnvironment(RESPOND_ENVIRONMENT);
const log = createLogger(environment);
const meter = createMeter(environment);
const deps = once(() => createRespondDeps(environment, log, meter));

const durably = withDurableExecution(async (incident: IncidentRef, durable: DurableContext) =>
  isSmokeEvent(incident) ? SMOKE_ANSWER : respond(incident, durable, deps()),
);

export const handler = middy(durably).use(door(log, meter));
