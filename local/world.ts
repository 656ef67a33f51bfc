import { type DurableContext, withDurableExecution } from '@aws/durable-execution-sdk-js';
import { createExecute } from '../shared/actions/index.ts';
import type { Interceptable } from '../shared/aws/intercept.ts';
import { createKillSwitch } from '../shared/aws/parameters.ts';
import { createAllReads } from '../shared/aws/reads.ts';
import { createResponseClients, type ResponseClients } from '../shared/aws/response-clients.ts';
import { createResume, createStartResponse } from '../shared/aws/responses.ts';
import type { Deps, Log } from '../shared/deps.ts';
import type { Config } from '../shared/domain/config.ts';
import type { IncidentRef } from '../shared/domain/incident.ts';
import { createLedger } from '../shared/ledger/index.ts';
import type { ClickAction } from '../shared/notify/button-value.ts';
import { createNotifier, createSign } from '../shared/notify/index.ts';
import { respond } from '../shared/respond.ts';
import { answerClick } from '../shared/slack-door/index.ts';
import { triageBatch } from '../shared/triage.ts';
import { type Bus, type BusOptions, createBus } from './bus.ts';
import type { Database } from './database.ts';
import { byDomain, ownResponse, responseDoor, STACK, tickEvent } from './domains.ts';
import { through } from './door.ts';
import { tellDoorCalls } from './door-calls.ts';
import { createDurableEngine, type DurableEngine, type EngineOptions } from './durable/engine.ts';
import { interceptLambda } from './durable/lambda.ts';
import { createFleet, type Fleet, type FleetEvent } from './fleet/index.ts';
import { SILENT } from './log.ts';
import { createLocalSlack, type LocalSlack } from './slack/index.ts';
import { createTimeline, type Timeline } from './timeline.ts';

export const ACCOUNT = '123456789012';
export const REGION = 'eu-west-1';
/** The parameter that says `off`, until somebody says otherwise. */
export const KILL_SWITCH = '/watchkeeper/local/kill-switch';
const SIGNING_SECRET = 'local-signing-secret';

export interface WorldOptions {
  readonly config: Config;
  readonly database: Pick<Database, 'table' | 'client'>;
  /** Who answers for AWS: the simulated fleet, or by HTTP whoever AWS_ENDPOINT_URL names. */
  readonly aws?: 'fleet' | 'http';
  readonly seed?: number;
  /** Milliseconds since the epoch. */
  readonly start?: number;
  readonly log?: Log;
  readonly disturb?: BusOptions['disturb'];
  readonly batchSize?: number;
  readonly onCheckpoint?: EngineOptions['onCheckpoint'];
  /** Sees every client, the ledger's included, before the simulated AWS answers it. */
  readonly intercept?: (client: Interceptable) => void;
  readonly measure?: Deps['measure'];
  /** Hears every event of the fleet before the bus has it. */
  readonly onEvent?: (event: FleetEvent) => void;
  /** Put something between the code and its effects: a teller, a counter, a crash. */
  readonly wrap?: (deps: Deps) => Deps;
}

/** All of AWS and Slack that Watchkeeper meets, in this process and on simulated time. */
export interface World {
  readonly timeline: Timeline;
  readonly fleet: Fleet;
  readonly slack: LocalSlack;
  readonly engine: DurableEngine;
  readonly bus: Bus;
  readonly deps: Deps;
  readonly clients: ResponseClients;
  /** The daily schedule of a playbook comes due. */
  tick(playbook: string): void;
  /** Press a button under a message, as a person would. */
  click(where: { channel: string; ts: string }, action: ClickAction, user: string): Promise<void>;
}

/** The same triage, respond and click code as on Lambda, through real SDK clients, against a simulated world. */
export function createWorld(options: WorldOptions): World {
  const { config, database, seed = 1, log = SILENT, measure = () => {} } = options;
  const timeline = createTimeline(options.start ?? Date.parse('2026-11-23T09:00:00Z'));
  const clock = () => timeline.now();
  const bus = createBus({
    timeline,
    consume: (records) =>
      byDomain(records, ({ door, domain }, own) =>
        through(door, fleet, () => triageBatch(own, domain, deps)),
      ),
    ...(options.disturb && { disturb: options.disturb }),
    ...(options.batchSize && { batchSize: options.batchSize }),
  });
  const emit = (event: FleetEvent) => {
    options.onEvent?.(event);
    bus.put(event);
  };
  const fleet = createFleet({ timeline, seed, account: ACCOUNT, region: REGION, emit });
  fleet.putParameter(KILL_SWITCH, 'off');
  const slack = createLocalSlack({ now: clock, signingSecret: SIGNING_SECRET });
  const clients = createResponseClients({
    region: REGION,
    intercept(client) {
      tellDoorCalls(client);
      options.intercept?.(client);
      if (options.aws !== 'http') fleet.intercept(client);
      interceptLambda(engine, client);
    },
  });
  tellDoorCalls(database.client);
  options.intercept?.(database.client);
  const sign = async () => createSign(SIGNING_SECRET);
  const ledger = createLedger({ name: database.table, client: async () => database.client, clock });
  const own: Deps = {
    account: ACCOUNT,
    region: REGION,
    config,
    clock,
    log,
    measure,
    ledger,
    reads: createAllReads(clients),
    execute: createExecute(clients, log, ledger),
    notifier: createNotifier({ slack, config, sign }),
    killSwitch: createKillSwitch(clients, KILL_SWITCH, clock, log),
    startResponse: (ref) =>
      createStartResponse(clients, { functionName: ownResponse(), qualifier: 'durable' })(ref),
    resume: createResume(clients),
  };
  const deps = options.wrap?.(own) ?? own;
  const engine = createDurableEngine({
    timeline,
    handler: (name) => (event, context) => through(responseDoor(name), fleet, () => handler(event, context)),
    ...(options.onCheckpoint && { onCheckpoint: options.onCheckpoint }),
  });
  const handler = withDurableExecution(
    (ref: IncidentRef, durable: DurableContext) => respond(ref, durable, deps),
    { durableExecutionClient: engine.client },
  );

  async function click(where: { channel: string; ts: string }, action: string, user: string): Promise<void> {
    const request = slack.click(where, action, user);
    const clickDeps = {
      clock,
      log,
      ledger: deps.ledger,
      resume: deps.resume,
      signingSecret: async () => SIGNING_SECRET,
      reply: slack.reply,
    };
    await through('slack', fleet, () => answerClick(request, clickDeps));
  }

  const tick = (playbook: string) =>
    bus.put(tickEvent(STACK, playbook, { account: ACCOUNT, region: REGION, at: clock() }));

  return { timeline, fleet, slack, engine, bus, deps, clients, tick, click };
}
