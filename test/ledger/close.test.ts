import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { openMemoryDatabase } from '../../local/ledger-table/database.ts';
import type { Closing, Ledger } from '../../shared/deps.ts';
import { FencedError } from '../../shared/domain/errors.ts';
import type { Approval } from '../../shared/domain/incident.ts';
import { createLedger } from '../../shared/ledger/index.ts';
import { incidentRef, mark, NOW } from '../support/incidents.ts';

const DAY = 24 * 3600 * 1000;
const LEASE = '2026-11-23T12:00:00.000Z';
const CLOSING: Closing = { at: '2026-11-23T10:10:00.000Z', seen: [] };
const ref = incidentRef();

let database: ReturnType<typeof openMemoryDatabase>;
let ledger: Ledger;

beforeEach(() => {
  database = openMemoryDatabase();
  const client = async () => database.client;
  ledger = createLedger({ name: database.table, client, clock: () => NOW });
});

/** So many acts of the open incident, at a moment. */
async function intend(count: number, moment: number): Promise<void> {
  const at = new Date(moment).toISOString();
  for (let act = 0; act < count; act += 1) await ledger.intend(ref, 'a', mark(`${act}-${moment}`, { at }));
}

async function actsAfterClosing(): Promise<number | undefined> {
  await ledger.close(ref, 'a', CLOSING);
  return (await ledger.read(ref.key))?.acts.length;
}

describe('shared/ledger/close', () => {
  it('closes an incident for its owner only', async () => {
    await ledger.claim(ref, 'a', LEASE);

    const stranger = ledger.close(ref, 'b', CLOSING);
    const tooEarly = ledger.close({ ...ref, generation: 2 }, 'a', CLOSING);

    await expect(stranger).rejects.toThrow(FencedError);
    await expect(stranger).rejects.toThrow("incident inc-1 is not b's any more, so it may not close it");
    await expect(tooEarly).rejects.toThrow(FencedError);
    expect((await ledger.read(ref.key))?.state).toBe('open');
  });

  it('leaves what is to be remembered to the next incident, until one leaves something else', async () => {
    const next = { ...ref, generation: 2 };
    await ledger.claim(ref, 'a', LEASE);
    await ledger.close(ref, 'a', { ...CLOSING, remember: 'unused' });
    await ledger.claim(next, 'b', LEASE);

    await ledger.close(next, 'b', CLOSING);

    expect((await ledger.read(ref.key))?.remembered).toBe('unused');
  });

  it('leaves what is still offered, and takes away no question where nothing is', async () => {
    const offer: Approval = {
      callbackId: '',
      planHash: 'stay',
      expiresAt: '2026-11-24T06:00:00.000Z',
      approvers: ['U1'],
    };
    await ledger.claim(ref, 'a', LEASE);
    await ledger.close(ref, 'a', { ...CLOSING, offer });
    const offered = (await ledger.read(ref.key))?.approval;
    await ledger.claim({ ...ref, generation: 2 }, 'b', LEASE);
    await ledger.ask({ ...ref, generation: 2 }, 'b', { ...offer, planHash: 'plan' }, LEASE);

    await ledger.close({ ...ref, generation: 2 }, 'b', CLOSING);

    expect(offered).toEqual(offer);
    expect((await ledger.read(ref.key))?.approval?.planHash).toBe('plan');
  });

  it('does not take a closed incident for closed by somebody else', async () => {
    await ledger.claim(ref, 'a', LEASE);
    await ledger.close(ref, 'a', CLOSING);

    await expect(ledger.close(ref, 'b', CLOSING)).rejects.toThrow(FencedError);
    await expect(ledger.close({ ...ref, generation: 2 }, 'a', CLOSING)).rejects.toThrow(FencedError);
  });

  it('leaves what earlier incidents told of quiet, where it tells of nothing itself', async () => {
    const next = { ...ref, generation: 2 };
    await ledger.claim(ref, 'a', LEASE);
    await ledger.close(ref, 'a', { ...CLOSING, quiet: { group: 'api:42', until: LEASE } });
    await ledger.claim(next, 'b', LEASE);

    const record = await ledger.close(next, 'b', CLOSING);

    expect(record.quiet).toEqual([{ group: 'api:42', until: LEASE, generation: 1 }]);
  });

  it('forgets acts that are older than two days, once there are fifty of them', async () => {
    await ledger.claim(ref, 'a', LEASE);
    await intend(50, NOW - 2 * DAY - 1);
    await intend(1, NOW - 2 * DAY);
    await intend(1, NOW);

    expect(await actsAfterClosing()).toBe(2);
  });

  it('forgets quiet times that have been over for two days, with the rest', async () => {
    const over = { group: 'api:41', until: new Date(NOW - 2 * DAY - 1).toISOString() };
    const justOver = { group: 'api:42', until: new Date(NOW - 2 * DAY).toISOString() };
    for (const [index, quiet] of [over, justOver].entries()) {
      const one = { ...ref, generation: index + 1 };
      await ledger.claim(one, 'a', LEASE);
      await ledger.close(one, 'a', { ...CLOSING, quiet });
    }
    const last = { ...ref, generation: 3 };
    await ledger.claim(last, 'a', LEASE);
    const old = { at: new Date(NOW - 3 * DAY).toISOString() };
    for (let act = 0; act < 49; act += 1) await ledger.intend(last, 'a', mark(`${act}`, old));

    await ledger.close(last, 'a', CLOSING);

    expect((await ledger.read(ref.key))?.quiet).toEqual([{ ...justOver, generation: 2 }]);
  });

  it('forgets what earlier incidents dealt with, once a thousand are known, and nothing of its own', async () => {
    const ids = (name: string, count: number) => Array.from({ length: count }, (_, n) => `${name}-${n}`);
    const own = [...ids('second', 100), ...ids('first', 10)];
    for (const [index, seen] of [ids('first', 1000), own].entries()) {
      const one = { ...ref, generation: index + 1 };
      await ledger.claim(one, 'a', LEASE);
      await ledger.close(one, 'a', { ...CLOSING, seen });
    }

    const Key = { pk: ref.key, sk: 'incident' };
    const { Item } = await database.client.send(new GetCommand({ TableName: database.table, Key }));
    const handled: ReadonlySet<string> = Item?.handled;
    expect(handled.size).toBe(1000);
    expect(own.filter((id) => !handled.has(id))).toEqual([]);
  });

  it('forgets the question and the end of the incident before when the next one is claimed', async () => {
    const approval = { callbackId: 'c', planHash: 'p', expiresAt: 'later', approvers: ['U1'] };
    await ledger.claim(ref, 'a', LEASE);
    await ledger.ask(ref, 'a', approval, LEASE);
    await ledger.close(ref, 'a', CLOSING);

    await ledger.claim({ ...ref, generation: 2 }, 'b', LEASE);

    const record = await ledger.read(ref.key);
    expect(record?.approval).toBeUndefined();
    expect(record?.closedAt).toBeUndefined();
  });

  it('prunes nothing with no call at all', async () => {
    await ledger.prune('nothing', []);

    expect(await ledger.read('nothing')).toBeUndefined();
  });

  it('does not spend a write on fewer', async () => {
    await ledger.claim(ref, 'a', LEASE);
    await intend(49, NOW - 2 * DAY - 1);

    expect(await actsAfterClosing()).toBe(49);
  });

  it('keeps marks that nobody dealt with, however much is tidied up', async () => {
    const seen = Array.from({ length: 60 }, (_, index) => `seen-${index}`);
    await ledger.mark(
      ref.key,
      [...seen, 'late'].map((id) => mark(id)),
    );
    await ledger.claim(ref, 'a', LEASE);
    await intend(60, NOW - 3 * DAY);

    await ledger.close(ref, 'a', { ...CLOSING, seen });

    const record = await ledger.read(ref.key);
    expect(record?.marks.map(({ id }) => id)).toEqual(['late']);
    expect(record?.acts).toEqual([]);
    expect((await ledger.mark(ref.key, [mark('seen-7')])).marks.map(({ id }) => id)).toEqual(['late']);
  });

  it('is kept for thirty days after it was last written', async () => {
    await ledger.claim(ref, 'a', LEASE);

    const Key = { pk: ref.key, sk: 'incident' };
    const { Item } = await database.client.send(new GetCommand({ TableName: database.table, Key }));
    expect(Item?.expires).toBe((NOW + 30 * DAY) / 1000);
  });
});

describe('shared/ledger/budget', () => {
  it('lasts from one full hour to the next', async () => {
    expect(await ledger.spend('budget', 'first', NOW, 1)).toBe(true);
    expect(await ledger.spend('budget', 'second', NOW + DAY / 24 - 1, 1)).toBe(false);
    expect(await ledger.spend('budget', 'second', NOW + DAY / 24, 1)).toBe(true);
  });
});
