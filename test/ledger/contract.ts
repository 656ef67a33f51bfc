import { GetCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../local/database.ts';
import type { Closing, Ledger } from '../../shared/deps.ts';
import { actionHash } from '../../shared/domain/action.ts';
import { FencedError } from '../../shared/domain/errors.ts';
import { fleetTargetOf, type IncidentRecord, incidentKey } from '../../shared/domain/incident.ts';
import { MARKS_CAP } from '../../shared/domain/mark.ts';
import { createLedger } from '../../shared/ledger/index.ts';
import { incidentRef, mark, NOW, SERVICE } from '../support/incidents.ts';

/** What the ledger's tests need of a DynamoDB. */
type Store = Pick<Database, 'table' | 'client' | 'close'>;

let database: Store;
let ledger: Ledger;
let run = 0;
const LEASE = '2026-11-23T12:00:00.000Z';
const CLOSING: Closing = {
  at: '2026-11-23T10:10:00.000Z',
  seen: [],
  quiet: { group: 'payments-api:42', until: '2026-11-23T10:40:00.000Z' },
};

/** A key of this test's own, so that no test sees another's items. */
function freshRef(overrides = {}) {
  const target = { ...SERVICE, name: `service-${run}` };
  return incidentRef({ target, key: incidentKey('stop-crash-loop', target), ...overrides });
}

/** What the ledger does, on any DynamoDB; once per test file. */
export function checkLedger(open: () => Promise<Store>): void {
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(() => {
    run += 1;
    const client = async () => database.client;
    ledger = createLedger({ name: database.table, client, clock: () => NOW });
  });
  describe('shared/ledger', ledgerTests);
}

function ledgerTests(): void {
  it('counts a failure once, however often and in whatever order it is told', async () => {
    const ref = freshRef();

    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 12 }),
        async (ids) => {
          const key = `${ref.key}-${Math.abs(ids.reduce((sum, id) => sum * 31 + id, 7))}-${ids.length}`;
          let record: IncidentRecord | undefined;
          for (const id of ids) record = await ledger.mark(key, [mark(`task-${id}`)]);
          expect(record?.marks.map((one) => one.id)).toEqual(
            [...new Set(ids)].sort().map((id) => `task-${id}`),
          );
        },
      ),
      { numRuns: 25 },
    );
  });

  it('stops adding at the cap and still answers with the record', async () => {
    const ref = freshRef();
    const many = Array.from({ length: MARKS_CAP }, (_, index) => mark(`task-${index}`));
    await ledger.mark(ref.key, many);

    const record = await ledger.mark(ref.key, [mark('one-too-many')]);

    expect(record.marks).toHaveLength(MARKS_CAP);
  });

  it('keeps a data field that holds the separator', async () => {
    const ref = freshRef();

    const record = await ledger.mark(ref.key, [mark('task-1', { data: '{"a":"b|c|d"}' })]);

    expect(record.marks[0]?.data).toBe('{"a":"b|c|d"}');
  });

  it('forgets marks that are too old to count', async () => {
    const ref = freshRef();
    await ledger.mark(ref.key, [mark('old'), mark('new')]);

    await ledger.prune(ref.key, [mark('old')]);

    expect((await ledger.read(ref.key))?.marks).toEqual([mark('new')]);
  });

  it('gives an incident to one owner, who may claim it again', async () => {
    const ref = freshRef();

    const claims = await Promise.all(['a', 'b', 'c', 'd'].map((owner) => ledger.claim(ref, owner, LEASE)));
    const winner = ['a', 'b', 'c', 'd'][claims.indexOf('claimed')] ?? '';

    expect(claims.filter((claim) => claim === 'claimed')).toHaveLength(1);
    expect(await ledger.claim(ref, winner, LEASE)).toBe('claimed');
  });

  it('refuses to open a generation that is over', async () => {
    const first = freshRef();
    await ledger.claim(first, 'a', LEASE);
    await ledger.close(first, 'a', CLOSING);

    expect(await ledger.claim(first, 'b', LEASE)).toBe('taken');
    expect(await ledger.claim(first, 'a', LEASE)).toBe('taken');
    expect(await ledger.claim({ ...first, generation: 3 }, 'b', LEASE)).toBe('taken');
    expect(await ledger.claim({ ...first, generation: 2 }, 'b', LEASE)).toBe('claimed');
  });

  it('lets nobody write who lost the incident', async () => {
    const ref = freshRef();
    await ledger.claim(ref, 'a', LEASE);
    await ledger.claim({ ...ref, generation: 2 }, 'b', LEASE);

    await expect(ledger.intend(ref, 'a', mark('act'))).rejects.toThrow(FencedError);
    await ledger.close(ref, 'a', CLOSING);
    expect(await ledger.read(ref.key)).toMatchObject({ state: 'open', owner: 'b', generation: 2 });
  });

  it('believes an owner alive for as long as it says, and tells it when it is not the owner any more', async () => {
    const ref = freshRef();
    await ledger.claim(ref, 'a', LEASE);

    const renewed = await ledger.renew(ref, 'a', '2026-11-23T14:00:00.000Z');
    await ledger.claim({ ...ref, generation: 2 }, 'b', LEASE);

    expect(renewed).toMatchObject({ state: 'open', owner: 'a', leaseUntil: '2026-11-23T14:00:00.000Z' });
    expect(await ledger.renew(ref, 'a', LEASE)).toBeUndefined();
  });

  it('lets the closing of an incident be repeated after the next one was opened', async () => {
    const ref = freshRef();
    await ledger.claim(ref, 'a', LEASE);
    await ledger.close(ref, 'a', CLOSING);
    await ledger.claim({ ...ref, generation: 2 }, 'b', LEASE);

    const record = await ledger.close(ref, 'a', CLOSING);

    expect(record).toMatchObject({ state: 'open', owner: 'b', generation: 2 });
  });

  it('counts a task once whose stop is told again with a better known cause', async () => {
    const ref = freshRef();
    await ledger.mark(ref.key, [mark('task-1', { data: 'unknown' })]);

    const record = await ledger.mark(ref.key, [
      mark('task-1', { at: '2026-11-23T09:59:01.000Z', data: 'out-of-memory' }),
    ]);

    expect(record.marks).toEqual([mark('task-1', { at: '2026-11-23T09:59:01.000Z', data: 'out-of-memory' })]);
  });

  it('keeps marks in order of time although a task is told of again later', async () => {
    const ref = freshRef();
    const at = (second: number) => `2026-11-23T09:59:0${second}.000Z`;
    await ledger.mark(ref.key, [mark('a', { at: at(1) }), mark('b', { at: at(2) })]);

    const record = await ledger.mark(ref.key, [mark('a', { at: at(3), data: 'known by now' })]);

    expect(record.marks.map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('counts every act, also the same one again', async () => {
    const ref = freshRef();
    await ledger.claim(ref, 'a', LEASE);
    await ledger.intend(ref, 'a', mark('rollback', { at: '2026-11-23T08:00:00.000Z', group: '1' }));

    const record = await ledger.intend(
      ref,
      'a',
      mark('rollback', { at: '2026-11-23T09:00:00.000Z', group: '1' }),
    );

    expect(record.acts).toHaveLength(2);
  });

  it('never counts a failure again that a closed incident dealt with', async () => {
    const ref = freshRef();
    await ledger.mark(ref.key, [mark('task-1'), mark('task-2')]);
    await ledger.claim(ref, 'a', LEASE);
    await ledger.close(ref, 'a', { ...CLOSING, seen: ['task-1', 'task-2'] });

    const record = await ledger.mark(ref.key, [mark('task-2'), mark('task-3')]);

    expect(record.marks.map((one) => one.id)).toEqual(['task-3']);
    expect(record).toMatchObject({ state: 'closed', generation: 1 });
  });

  it('remembers of every revision until when it is quiet, not only of the last one', async () => {
    const first = freshRef();
    const second = { ...first, generation: 2 };
    const later = { group: 'payments-api:43', until: '2026-11-23T11:00:00.000Z' };
    await ledger.claim(first, 'a', LEASE);
    await ledger.close(first, 'a', CLOSING);
    await ledger.claim(second, 'b', LEASE);

    const record = await ledger.close(second, 'b', { ...CLOSING, quiet: later });

    const told = [
      { ...CLOSING.quiet, generation: 1 },
      { ...later, generation: 2 },
    ];
    expect(record.quiet.toSorted((a, b) => a.generation - b.generation)).toEqual(told);
  });

  it('forgets what it has handled once there is much of it, and still counts none of it again', async () => {
    const ref = freshRef();
    const ids = Array.from({ length: 120 }, (_, index) => `task-${index}`);
    await ledger.mark(
      ref.key,
      ids.map((id) => mark(id)),
    );
    await ledger.claim(ref, 'a', LEASE);

    await ledger.close(ref, 'a', { ...CLOSING, seen: ids });

    const Key = { pk: ref.key, sk: 'incident' };
    const { Item = {} } = await database.client.send(new GetCommand({ TableName: database.table, Key }));
    expect(Item.marks).toBeUndefined();
    expect((await ledger.mark(ref.key, [mark('task-7')])).marks).toEqual([]);
  });

  it('can be told to close twice', async () => {
    const ref = freshRef();
    await ledger.claim(ref, 'a', LEASE);
    const closing = { ...CLOSING, seen: ['task-1'] };
    await ledger.close(ref, 'a', closing);

    await ledger.close(ref, 'a', closing);

    expect((await ledger.read(ref.key))?.state).toBe('closed');
  });

  it('never spends more than the budget, and a repeat costs nothing', async () => {
    const budget = `account-${run}`;
    const ids = ['a', 'b', 'c', 'a', 'd', 'b', 'e'];

    const answers = await Promise.all(ids.map((id) => ledger.spend(budget, id, NOW, 3)));
    const granted = new Set(ids.filter((_, index) => answers[index]));

    expect(granted.size).toBe(3);
    expect(await ledger.spent(budget, NOW)).toBe(3);
    for (const id of granted) expect(await ledger.spend(budget, id, NOW, 3)).toBe(true);
    expect(await ledger.spent(budget, NOW + 3_600_000)).toBe(0);
  });

  it('spends nothing when the budget is zero', async () => {
    expect(await ledger.spend(`account-${run}`, 'a', NOW, 0)).toBe(false);
  });

  it('takes the first answer to a question and shows it to whoever comes later', async () => {
    const ref = freshRef();
    await ledger.claim(ref, 'a', LEASE);
    await ledger.ask(
      ref,
      'a',
      { callbackId: 'cb', planHash: 'p1', expiresAt: 'later', approvers: ['U1'] },
      LEASE,
    );

    const given = ['U1', 'U2', 'U3'].map((by) => ({ type: 'approved' as const, by, at: 'now' }));
    const seen = await Promise.all(given.map((answer) => ledger.answer(ref.key, 'p1', answer)));

    expect(new Set(seen.map((approval) => approval?.answer?.by)).size).toBe(1);
    expect(given).toContainEqual(seen[0]?.answer);
    expect(seen[0]?.callbackId).toBe('cb');
  });

  it('does not record an answer to another plan', async () => {
    const ref = freshRef();
    await ledger.claim(ref, 'a', LEASE);
    await ledger.ask(
      ref,
      'a',
      { callbackId: 'cb', planHash: 'p2', expiresAt: 'later', approvers: ['U1'] },
      LEASE,
    );

    const approval = await ledger.answer(ref.key, 'p1', { type: 'approved', by: 'U1', at: 'now' });

    expect(approval).toMatchObject({ planHash: 'p2' });
    expect(approval?.answer).toBeUndefined();
  });

  it('keeps the first receipt of an action', async () => {
    const ref = freshRef();
    const { clusterArn } = fleetTargetOf(ref);
    const base = {
      target: `${clusterArn}/s`,
      clusterArn,
      risk: 'high',
      service: 's',
      kind: 'ecs.set-desired-count',
      revision: 'arn:aws:ecs:eu-west-1:123456789012:task-definition/api:1',
    } as const;
    const action = { ...base, from: 3, to: 0, inverse: { ...base, from: 0, to: 3 } };
    const receipt = {
      incident: ref.key,
      generation: 1,
      action,
      planHash: 'p',
      approvedBy: 'mode',
      at: 'now',
    };

    await ledger.receipt({ ...receipt, result: { type: 'done', reason: 'first' } });
    await ledger.receipt({ ...receipt, result: { type: 'done', reason: 'second' } });

    const Key = { pk: ref.key, sk: `receipt#000001#now#${actionHash(action)}` };
    const { Item } = await database.client.send(new GetCommand({ TableName: database.table, Key }));
    expect(Item).toMatchObject({ result: { reason: 'first' }, action: { inverse: { to: 3 } } });
  });
}
