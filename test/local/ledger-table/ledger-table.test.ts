import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../local/database.ts';
import { openMemoryDatabase } from '../../../local/ledger-table/database.ts';
import type { Ledger } from '../../../shared/deps.ts';
import { createLedger } from '../../../shared/ledger/index.ts';
import { incidentRef, mark, NOW } from '../../support/incidents.ts';

type Operation = (ledger: Ledger, key: string) => Promise<unknown>;

const until = fc.constantFrom('2026-11-23T11:00:00.000Z', '2026-11-23T12:00:00.000Z');
const owner = fc.constantFrom('ana', 'bob');
const generation = fc.integer({ min: 1, max: 3 });
const plan = fc.constantFrom('plan-1', 'plan-2');
const marks = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 });
const ref = (key: string, number: number) => incidentRef({ key, generation: number });

/** Everything that the ledger can be asked, in any order and by anybody. */
const anyOperation: fc.Arbitrary<Operation> = fc.oneof(
  marks.map(
    (ids): Operation =>
      (ledger, key) =>
        ledger.mark(
          key,
          ids.map((id) => mark(id)),
        ),
  ),
  marks.map(
    (ids): Operation =>
      (ledger, key) =>
        ledger.prune(
          key,
          ids.map((id) => mark(id)),
        ),
  ),
  fc.tuple(generation, owner, until).map(
    ([number, who, when]): Operation =>
      (ledger, key) =>
        ledger.claim(ref(key, number), who, when),
  ),
  fc.tuple(generation, owner, until).map(
    ([number, who, when]): Operation =>
      (ledger, key) =>
        ledger.renew(ref(key, number), who, when),
  ),
  fc.tuple(generation, owner, marks).map(
    ([number, who, [id = '']]): Operation =>
      (ledger, key) =>
        ledger.intend(ref(key, number), who, mark(id)),
  ),
  fc.tuple(generation, owner, plan, until).map(
    ([number, who, planHash, expiresAt]): Operation =>
      (ledger, key) =>
        ledger.ask(ref(key, number), who, { planHash, expiresAt, callbackId: 'c', approvers: [] }, expiresAt),
  ),
  fc.tuple(plan, owner, until).map(
    ([planHash, by, at]): Operation =>
      (ledger, key) =>
        ledger.answer(key, planHash, { type: 'approved', by, at }),
  ),
  fc.tuple(generation, owner, marks, fc.option(until)).map(
    ([number, who, seen, told]): Operation =>
      (ledger, key) =>
        ledger.close(ref(key, number), who, {
          at: 'now',
          seen,
          ...(told && { quiet: { group: 'g', until: told } }),
        }),
  ),
  // Often, as a budget must be full before it says no.
  {
    weight: 4,
    arbitrary: fc.tuple(marks, fc.integer({ min: 0, max: 3 })).map(
      ([[id = ''], limit]): Operation =>
        (ledger, key) =>
          ledger.spend(key, id, NOW, limit),
    ),
  },
  fc.constant<Operation>((ledger, key) => ledger.spent(key, NOW)),
  fc.constant<Operation>((ledger, key) => ledger.read(key)),
);

describe('local/ledger-table', () => {
  it('answers the ledger as dynalite does, whatever it is asked', async () => {
    const real = await openDatabase();
    let run = 0;

    await fc.assert(
      fc.asyncProperty(fc.array(anyOperation, { maxLength: 25 }), async (operations) => {
        const key = `key-${++run}`;
        const memory = openMemoryDatabase();

        expect(await answers(memory, operations, key)).toEqual(await answers(real, operations, key));
      }),
      { numRuns: 60 },
    );
    await real.close();
  });
});

async function answers(database: Database, operations: readonly Operation[], key: string) {
  const ledger = createLedger({
    name: database.table,
    client: async () => database.client,
    clock: () => NOW,
  });
  const given: unknown[] = [];
  for (const operation of operations) {
    given.push(await operation(ledger, key).catch((error: Error) => `${error.name}: ${error.message}`));
  }
  return given;
}
