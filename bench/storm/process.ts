import { openDatabase } from '../../local/database.ts';
import { createWorld, type World } from '../../local/world.ts';
import type { Interceptable } from '../../shared/aws/intercept.ts';
import { decodeConfig } from '../../shared/runtime/config/index.ts';
import { ECS } from '../../shared/triage/ecs.ts';
import { triageBatch } from '../../shared/triage.ts';
import { batch } from '../events.ts';
import { serviceFailure } from '../samples.ts';

/** What became of a storm. */
export interface StormResult {
  readonly batchSize: number;
  readonly stops: number;
  readonly services: number;
  /** Wall-clock time for all of it, the local DynamoDB and the simulated fleet included. */
  readonly seconds: number;
  /** Ledger operations: triage's, and those of the responses. */
  readonly triageOperations: number;
  readonly respondOperations: number;
  readonly incidents: number;
  readonly messages: number;
  readonly outcomes: Readonly<Record<string, number>>;
  /** Stops that triage neither counted, nor joined to an incident, nor knew to be told of. */
  readonly lost: number;
  /** Of the whole process, in MB: before the first stop, and at most. */
  readonly restingMegabytes: number;
  readonly peakMegabytes: number;
}

// One storm in a process of its own: node bench/storm/process.ts <batch size> <stops> <services>.
// It prints its result as one line of JSON.

const START = Date.parse('2026-11-23T09:00:00Z');
/** The stops arrive within five minutes. */
const SPREAD_MS = 5 * 60_000;
const SETTLED_MS = 2 * 3600_000;

const [batchSize = 10, stops = 10_000, services = 200] = process.argv.slice(2).map(Number);
const database = await openDatabase();
const config = decodeConfig("mode: act\nroutes: [{ channel: '#ops' }]\n", 'the benchmark configuration');
let heard = 0;
const log = { debug() {}, info: hear, warn() {}, error() {} };
const world = createWorld({ config, database, start: START, log });
addServices(world);
const operations = countOperations(database.client);
const restingMegabytes = process.memoryUsage().rss / 2 ** 20;

const began = performance.now();
await storm();
await world.timeline.run(world.timeline.now() + SETTLED_MS);
const seconds = (performance.now() - began) / 1000;
const { triage, respond } = operations;
const executions = world.engine.executions();
const result: StormResult = {
  batchSize,
  stops,
  services,
  seconds,
  triageOperations: triage,
  respondOperations: respond,
  incidents: executions.length,
  messages: world.slack.channels().flatMap((channel) => world.slack.messages(channel)).length,
  outcomes: tally(executions.map(({ result, status }) => outcomeOf(result) ?? status)),
  lost: stops - heard,
  restingMegabytes,
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
};
console.log(JSON.stringify(result));
await database.close();

/** The stops of all services by turns, in batches, while the responses run. */
async function storm(): Promise<void> {
  const batches = Math.ceil(stops / batchSize);
  for (let number = 0; number < batches; number += 1) {
    const first = number * batchSize;
    const bodies = Array.from({ length: Math.min(batchSize, stops - first) }, (_, index) =>
      stop(first + index),
    );
    const records = batch(bodies).Records.map(({ messageId, body }) => ({ id: messageId, body }));
    const failed = await triageBatch(records, ECS, world.deps);
    if (failed.length > 0) throw new Error(`triage gave ${failed.length} stops back`);
    await world.timeline.run(START + ((number + 1) * SPREAD_MS) / batches);
  }
}

function stop(index: number): string {
  return serviceFailure(serviceName(index % services), index, world.timeline.now());
}

function serviceName(number: number): string {
  return `service-${number}`;
}

/** They stand in the simulated fleet as well, because responses read it. */
function addServices({ fleet }: World): void {
  fleet.addCluster({ name: 'prod' });
  const containerDefinitions = [{ name: 'app', image: 'app:1', essential: true, memory: 512 }];
  for (let number = 0; number < services; number += 1) {
    const name = serviceName(number);
    const taskDefinition = fleet.registerTaskDefinition({ family: name, containerDefinitions });
    fleet.createService({
      cluster: 'prod',
      name,
      taskDefinition,
      desiredCount: 1,
      runningSince: START - 1000,
    });
  }
}

/** Triage counts failures, and forgets those that are old or quiet; the fleet's own list is the responses'. */
function countOperations(client: Interceptable): { triage: number; respond: number } {
  const count = { triage: 0, respond: 0 };
  client.middlewareStack.add(
    (next) => (call) => {
      const { UpdateExpression = '', Key } = call.input as {
        UpdateExpression?: string;
        Key?: { pk: string };
      };
      const isTriage = /(ADD|DELETE) marks/.test(UpdateExpression) && !Key?.pk.startsWith('fleet/');
      count[isTriage ? 'triage' : 'respond'] += 1;
      return next(call);
    },
    { step: 'initialize', name: 'benchCounter' },
  );
  return count;
}

/** Triage says of every batch how many failures it took, and what became of them. */
function hear(message: string, fields: Record<string, unknown> = {}): void {
  if (message.startsWith('triage: ')) heard += Number(fields.failures);
}

function outcomeOf(result: string | undefined): string | undefined {
  return result === undefined ? undefined : JSON.parse(result).type;
}

function tally(names: readonly string[]): Record<string, number> {
  const groups = Map.groupBy(names, (name) => name);
  return Object.fromEntries([...groups].map(([name, all]) => [name, all.length]));
}
