import { type DurableContext, withDurableExecution } from '@aws/durable-execution-sdk-js';
import middy from '@middy/core';
import type { IncidentRef } from '../domain/incident.ts';
import { respond } from '../respond.ts';
import { RESPOND_ENVIRONMENT, readEnvironment } from './environment.ts';
import { createLogger } from './logger.ts';
import { createMeter } from './metrics.ts';
import { door, isSmokeEvent, SMOKE_ANSWER } from './middleware.ts';
import { once } from './once.ts';
import { createRespondDeps } from './wiring.ts';

/** The handler of a domain's responses: one durable execution per incident. */
export function respondDoor() {
  const environment = readEnvironment(RESPOND_ENVIRONMENT);
  const log = createLogger(environment);
  const meter = createMeter(environment);
  const deps = once(() => createRespondDeps(environment, log, meter));

  const durably = withDurableExecution(async (incident: IncidentRef, durable: DurableContext) =>
    isSmokeEvent(incident) ? SMOKE_ANSWER : respond(incident, durable, deps()),
  );

  return middy(durably).use(door(log, meter));
}
