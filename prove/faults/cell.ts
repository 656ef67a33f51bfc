import { openDatabase } from '../../local/database.ts';
import { createWorld, type World } from '../../local/world.ts';
import { createExecute } from '../../shared/actions/index.ts';
import { createKillSwitch } from '../../shared/aws/parameters.ts';
import { createReads } from '../../shared/aws/reads.ts';
import { createResume, createStartResponse } from '../../shared/aws/responses.ts';
import type { Deps, Log } from '../../shared/deps.ts';
import { createLedger } from '../../shared/ledger/index.ts';
import { config, ONCALL } from '../../test/support/fleet.ts';
import { aroundEffects } from '../worlds/ports.ts';
import type { Exchange, FaultKind } from './kinds.ts';
import { type Remedy, settings, startMorning, untilAllEnded } from './morning.ts';
import { currentEffect, type Effect, type Meddling, meddledClients } from './transport.ts';

/** One kind of fault at one call site: at its first request, or at all of them for a while. */
export interface Cell {
  readonly site: string;
  readonly fault: FaultKind;
  readonly lasts: 'once' | 'outage';
}

/** What was seen on the wire of one morning. */
export interface Morning {
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

const OUTAGE_MS = 12 * 60_000;
/** Then somebody else mends what is wrong. */
const MENDED_AFTER_ROUNDS = 20;
const KILL_SWITCH = '/watchkeeper/local/kill-switch';

/** Live through a morning with one fault in it, or with none, while somebody answers whatever is asked or nobody does. */
export async function live(remedy: Remedy, cell?: Cell, answered = true): Promise<Morning> {
  const database = await openDatabase();
  const { table, client } = database;
  const striking = createStriking(cell, () => world.timeline.now());
  const waits = createWaits(() => world.timeline.now());
  const record = createRecord(waits.clock);
  const meddling: Meddling = {
    world: () => world,
    dynamodb: database.endpoint,
    waited: waits.add,
    meddle(site, exchange) {
      record.request(site, exchange);
      return cell && striking.strikes(site, exchange) ? cell.fault.answer(exchange) : exchange.send();
    },
  };
  const world = createWorld({
    config: config('ask', settings(remedy)),
    database,
    log: record.log,
    wrap: (deps) => aroundEffects(onTheWire(deps, meddling, table, waits.clock), record.effect),
  });
  const quiet = createLedger({ name: table, client: async () => client, clock: () => world.timeline.now() });
  const mend = await startMorning(world, quiet);
  let rounds = 0;
  await untilAllEnded(world, async () => {
    if (++rounds === MENDED_AFTER_ROUNDS) mend();
    const asking = world.slack.messages('#ops').filter((root) => world.slack.buttons(root).length > 0);
    for (const root of answered ? asking : []) {
      waits.begin();
      await world.click(root, 'approve', ONCALL);
    }
  });
  await database.close();
  return { world, ...record.seen, longestWait: waits.longest(), struck: striking.struck() };
}

/** The same wiring as in `shared/runtime`, with clients whose transport can be meddled with. */
function onTheWire(deps: Deps, meddling: Meddling, table: string, clock: () => number): Deps {
  const clients = meddledClients(meddling);
  return {
    ...deps,
    clock,
    ledger: createLedger({ name: table, client: clients.dynamodb, clock }),
    reads: createReads(clients),
    execute: createExecute(clients, deps.log),
    killSwitch: createKillSwitch(clients, KILL_SWITCH, clock, deps.log),
    startResponse: createStartResponse(clients, { functionName: 'respond', qualifier: 'live' }),
    resume: createResume(clients),
  };
}

function createRecord(clock: () => number) {
  const sites: Map<string, { requests: number; service: string; command: string }> = new Map();
  const burst = new Map<string, number>();
  const logged: string[] = [];
  const note = (message: string, fields: Record<string, unknown> = {}) => {
    for (const text of [message, fields.reason, fields.error].filter((one) => one !== undefined)) {
      logged.push(text instanceof Error ? text.message : String(text));
    }
  };
  const log: Log = { debug() {}, info() {}, warn: note, error: note };

  function request(site: string, { service, command }: Exchange): void {
    const { requests } = sites.get(site) ?? { requests: 0 };
    sites.set(site, { requests: requests + 1, service, command });
  }

  async function effect(name: string, run: () => Promise<unknown>): Promise<unknown> {
    const own: Effect = { name, requests: new Map(), at: clock() };
    try {
      return await currentEffect.run(own, run);
    } finally {
      for (const [command, count] of own.requests) {
        const site = `${name} ${command}`;
        burst.set(site, Math.max(burst.get(site) ?? 0, count));
      }
    }
  }

  return { log, request, effect, seen: { sites, burst, logged } };
}

/** `once`: the first request. `outage`: the first and whatever follows for a while. */
function createStriking(cell: Cell | undefined, now: () => number) {
  let from: number | undefined;
  let struck = 0;
  function strikes(site: string, exchange: Exchange): boolean {
    if (cell?.site !== site || cell.fault.ready?.(exchange) === false) return false;
    if (cell.lasts === 'once' && struck > 0) return false;
    from ??= now();
    if (now() - from > OUTAGE_MS) return false;
    struck += 1;
    return true;
  }
  return { strikes, struck: () => struck };
}

/** Simulated time stands still while somebody waits for an answer: here it is counted. */
function createWaits(now: () => number) {
  let moment = 0;
  let waited = 0;
  let longest = 0;
  const current = () => (moment === now() ? waited : 0);
  function add(milliseconds: number): void {
    const effect = currentEffect.getStore();
    const end = (effect?.at ?? now() + current()) + milliseconds;
    if (effect) effect.at = end;
    waited = Math.max(current(), end - now());
    moment = now();
    longest = Math.max(longest, waited);
  }
  /** Another invocation: what others waited for is not its own. */
  const begin = () => {
    waited = 0;
  };
  return { add, begin, clock: () => now() + current(), longest: () => longest };
}
