import { type Database, openDatabase } from '../../local/database.ts';
import type { Ledger } from '../../shared/deps.ts';
import { createLedger } from '../../shared/ledger/index.ts';
import { decodeConfig } from '../../shared/runtime/config/index.ts';
import { ECS } from '../../shared/triage/ecs.ts';
import { triageBatch } from '../../shared/triage.ts';
import { ACCOUNT, REGION, serviceFailure } from '../samples.ts';
import { countUnits } from './units.ts';

/** Write units of one more entry, by how many entries the item holds with it. */
export type Growth = ReadonlyMap<number, number>;

export interface LedgerUnits {
  /** One more failure of a service. */
  readonly incident: Growth;
  /** One more failing service on its cluster's list, which every incident of a service writes once. */
  readonly fleet: Growth;
}

const SIZES: readonly number[] = [1, 10, 100, 1000];

/** What a write costs as its item grows: measured, because DynamoDB charges for the whole item. */
export async function ledgerUnits(): Promise<LedgerUnits> {
  const database = await openDatabase();
  const units = countUnits(database.client);
  const ledger = ledgerOf(database);
  const grow = async (add: (number: number) => Promise<unknown>): Promise<Growth> => {
    const found = new Map<number, number>();
    for (let number = 1; number <= Math.max(...SIZES); number += 1) {
      const before = units().written;
      await add(number);
      if (SIZES.includes(number)) found.set(number, units().written - before);
    }
    return found;
  };
  const incident = await grow((number) => oneFailure(number, ledger));
  const fleet = await grow((number) => oneFailingService(number, ledger));
  await database.close();
  return { incident, fleet };
}

function ledgerOf(database: Database): Ledger {
  return createLedger({ name: database.table, client: async () => database.client, clock: Date.now });
}

/** As triage counts it, from the event on. */
async function oneFailure(task: number, ledger: Ledger): Promise<void> {
  const silent = () => {};
  const body = serviceFailure('payments-api', task, Date.now());
  const failed = await triageBatch([{ id: String(task), body }], ECS, {
    account: ACCOUNT,
    region: REGION,
    config: decodeConfig('mode: observe', 'the benchmark configuration'),
    clock: Date.now,
    log: { debug: silent, info: silent, warn: silent, error: silent },
    measure: silent,
    ledger,
    startResponse: async () => {},
  });
  if (failed.length > 0) throw new Error('triage gave the failure back');
}

/** As a response puts its service on the list (`shared/respond/claim.ts`). */
async function oneFailingService(number: number, ledger: Ledger): Promise<void> {
  const at = new Date().toISOString();
  const name = `some-service-with-a-name-${number}`;
  await ledger.mark(`fleet/${ACCOUNT}/${REGION}/prod`, [{ at, id: `${name} ${at}`, group: name }]);
}
