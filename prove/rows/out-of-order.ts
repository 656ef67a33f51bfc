import fc from 'fast-check';
import { openMemoryDatabase } from '../../local/ledger-table/database.ts';
import { SILENT } from '../../local/log.ts';
import type { IncidentRef } from '../../shared/domain/incident.ts';
import { createLedger } from '../../shared/ledger/index.ts';
import { ECS } from '../../shared/triage/ecs.ts';
import { triageBatch } from '../../shared/triage.ts';
import { config } from '../../test/support/fleet.ts';
import { NOW } from '../../test/support/incidents.ts';
import { stopEvent, taskId } from '../../test/support/stops.ts';
import { check, must, together } from '../check.ts';
import type { Finding, Row } from '../row.ts';

const CONFIG = config('act');
/** Events of which all orders are tried: 720 orders, or 120 where few runs are asked for. */
const wholeHistory = (runs: number) => (runs < 500 ? 5 : 6);

export const outOfOrder: Row = {
  id: 'R3',
  promise: 'the order and number of deliveries change nothing',
  tried:
    'all orders of six events, and random orders, repeats and batches of up to fifty, against the order they happened in',
  runs: { few: 100, quick: 500, many: 20_000 },

  async prove(seed, runs) {
    return together('orders', [await everyOrder(runs), await randomOrders(seed, runs)]);
  },
};

interface Told {
  readonly task: number;
  readonly version: number;
  readonly service: number;
}

/** Events of three tasks, the later versions with another time, in all orders. */
async function everyOrder(runs: number): Promise<Finding> {
  const history = Array.from({ length: wholeHistory(runs) }, (_, index) => told(index));
  const straight = await endOf(history, 1);
  const orders = permutations(history);
  const violations: string[] = [];
  for (const order of orders) {
    const end = await endOf(order, 1);
    if (end !== straight) violations.push(`${JSON.stringify(order)} ends in ${end}, not in ${straight}`);
  }
  return { count: orders.length, of: 'orders', violations };
}

function randomOrders(seed: number, runs: number): Promise<Finding> {
  const anyOrder = fc.integer({ min: 2, max: 50 }).chain((length) => {
    const history = Array.from({ length }, (_, index) => told(index));
    return fc.record({
      order: fc.shuffledSubarray(history, { minLength: length }),
      repeats: fc.array(fc.constantFrom(...history), { maxLength: 20 }),
      size: fc.integer({ min: 1, max: 20 }),
      history: fc.constant(history),
    });
  });
  return check(
    'orders',
    fc.asyncProperty(anyOrder, async ({ order, repeats, size, history }) => {
      const [straight, shuffled] = [await endOf(history, 1), await endOf([...order, ...repeats], size)];
      must(shuffled === straight, `ends in ${shuffled}, not in ${straight}`);
    }),
    seed,
    runs,
  );
}

function told(index: number): Told {
  return { task: Math.floor(index / 2), version: index, service: index % 4 < 2 ? 0 : 1 };
}

/** What the ledger remembers and which incidents were opened, after these deliveries. */
async function endOf(deliveries: readonly Told[], size: number): Promise<string> {
  const database = openMemoryDatabase();
  const { table, client } = database;
  const ledger = createLedger({ name: table, client: async () => client, clock: () => NOW });
  const opened = new Set<string>();
  const startResponse = async ({ key, generation }: IncidentRef) => void opened.add(`${key}#${generation}`);
  const home = { account: '123456789012', region: 'eu-west-1', config: CONFIG };
  const deps = { ...home, clock: () => NOW, log: SILENT, measure() {}, ledger, startResponse };
  const records = deliveries.map((one, index) => ({ id: `${index}`, body: JSON.stringify(eventOf(one)) }));
  for (let start = 0; start < records.length; start += size) {
    must(
      (await triageBatch(records.slice(start, start + size), ECS, deps)).length === 0,
      'an event was given back',
    );
  }
  const marks = [...database.items.values()].map(({ pk }) => String(pk));
  const read = await Promise.all(marks.map((key) => ledger.read(key)));
  await database.close();
  const known = read.map(
    (record) => `${record?.key}: ${record?.marks.map(({ id, at }) => `${id} ${at}`).join()}`,
  );
  return [...known.toSorted(), ...[...opened].toSorted()].join('\n');
}

/** A later version of a task's end says a later time: the newest one counts. */
function eventOf({ task, version, service }: Told): object {
  const at = `2026-11-23T09:5${5 + (version % 2)}:00Z`;
  return stopEvent({ task: taskId(task), service: `api-${service}`, version, at });
}

function permutations<Value>(values: readonly Value[]): readonly (readonly Value[])[] {
  if (values.length <= 1) return [values];
  return values.flatMap((value, index) =>
    permutations(values.toSpliced(index, 1)).map((rest) => [value, ...rest]),
  );
}
