import { openMemoryDatabase } from '../../local/ledger-table/database.ts';
import { answerLedger } from '../../local/ledger-table/wire.ts';
import { createWorld, type World } from '../../local/world.ts';
import { createExecute } from '../../shared/actions/index.ts';
import { createKillSwitch } from '../../shared/aws/parameters.ts';
import { createAllReads } from '../../shared/aws/reads.ts';
import { createResume, createStartResponse } from '../../shared/aws/responses.ts';
import type { Deps } from '../../shared/deps.ts';
import { createLedger } from '../../shared/ledger/index.ts';
import { config, minutes, ONCALL } from '../../test/support/fleet.ts';
import { aroundEffects } from '../worlds/ports.ts';
import type { Morning } from './mornings/morning.ts';
import { createRecord } from './record.ts';
import { type Cell, createStriking } from './striking.ts';
import { type Meddling, meddledClients } from './transport.ts';
import { createWaits } from './waits.ts';

/** What was seen on the wire of one morning. */
export interface Lived {
  readonly morning: Morning;
  readonly world: World;
  /** Requests by call site, and one command to each. */
  readonly sites: ReadonlyMap<
    string,
    { requests: number; readonly service: string; readonly command: string }
  >;
  /** The most requests of one command that one effect made, by call site. */
  readonly burst: ReadonlyMap<string, number>;
  /** The longest that one invocation waited in vain, in milliseconds. */
  readonly longestWait: number;
  readonly struck: number;
  readonly logged: readonly string[];
}

/** Then somebody else mends what is wrong. */
const MENDED_AFTER_ROUNDS = 20;
const KILL_SWITCH = '/watchkeeper/local/kill-switch';

/** Live through a morning with one fault in it, or with none, while somebody answers whatever is asked or nobody does. */
export async function live(morning: Morning, cell?: Cell, answered = true): Promise<Lived> {
  const database = openMemoryDatabase();
  const { table, client } = database;
  const striking = createStriking(cell, () => world.timeline.now());
  const waits = createWaits(() => world.timeline.now());
  const record = createRecord(waits.clock);
  const meddling: Meddling = {
    world: () => world,
    ledger: (request) => answerLedger(database, request),
    waited: waits.add,
    meddle(site, exchange) {
      record.request(site, exchange);
      return cell && striking.strikes(site, exchange) ? cell.fault.answer(exchange) : exchange.send();
    },
  };
  const world = createWorld({
    config: config('ask', morning.settings),
    database,
    log: record.log,
    wrap: (deps) => aroundEffects(onTheWire(deps, meddling, table, waits.clock), record.effect),
  });
  const quiet = createLedger({ name: table, client: async () => client, clock: () => world.timeline.now() });
  const mend = await morning.begin(world, quiet);
  let rounds = 0;
  await untilAllEnded(world, async () => {
    if (++rounds === MENDED_AFTER_ROUNDS) mend();
    const asking = world.slack.messages('#ops').filter(world.slack.isAsking);
    for (const root of answered ? asking : []) {
      waits.begin();
      await world.click(root, 'approve', ONCALL);
    }
  });
  await database.close();
  return { morning, world, ...record.seen, longestWait: waits.longest(), struck: striking.struck() };
}

/** The same wiring as in `shared/runtime`, with clients whose transport can be meddled with. */
function onTheWire(deps: Deps, meddling: Meddling, table: string, clock: () => number): Deps {
  const clients = meddledClients(meddling);
  const ledger = createLedger({ name: table, client: clients.dynamodb, clock });
  return {
    ...deps,
    clock,
    ledger,
    reads: createAllReads(clients),
    execute: createExecute(clients, deps.log, ledger),
    killSwitch: createKillSwitch(clients, KILL_SWITCH, clock, deps.log),
    startResponse: createStartResponse(clients, { functionName: 'respond', qualifier: 'live' }),
    resume: createResume(clients),
  };
}

/** Until every response has ended, half a day at most; `each` is called every two minutes. */
async function untilAllEnded(world: World, each: () => Promise<void>): Promise<void> {
  for (let minute = 0; minute < 12 * 60; minute += 2) {
    await minutes(world, 2);
    await each();
    if (minute > 30 && world.engine.executions().every(({ status }) => status !== 'RUNNING')) return;
  }
}
