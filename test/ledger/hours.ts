import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../local/database.ts';
import type { Ledger } from '../../shared/deps.ts';
import type { SavedCapacity } from '../../shared/domain/hours.ts';
import { createLedger } from '../../shared/ledger/index.ts';

type Store = Pick<Database, 'table' | 'client' | 'close'>;

const CLUSTER = 'arn:aws:ecs:eu-west-1:123456789012:cluster/staging';

function saved(name: string, changes: Partial<SavedCapacity> = {}): SavedCapacity {
  const target = `arn:aws:ecs:eu-west-1:123456789012:service/staging/${name}`;
  const of = { kind: 'service', target, clusterArn: CLUSTER, name } as const;
  return { of, schedule: 'Office hours', phase: 'falling', capacity: { desired: 3 }, ...changes };
}

/** What the ledger remembers of who sleeps, on any DynamoDB; once per test file. */
export function checkHours(open: () => Promise<Store>): void {
  let store: Store;
  let ledger: Ledger;
  let run = 0;
  let home = { account: '', region: 'eu-west-1' };
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());
  beforeEach(() => {
    run += 1;
    home = { account: String(run).padStart(12, '0'), region: 'eu-west-1' };
    ledger = createLedger({ name: store.table, client: async () => store.client, clock: () => 0 });
  });

  describe('shared/ledger/hours', () => {
    it('remembers what each sleeper had, by account and Region', async () => {
      await ledger.saveCapacity(home, saved('api'), undefined);
      await ledger.saveCapacity(home, saved('web'), undefined);

      expect((await ledger.hours(home)).saved).toEqual([saved('api'), saved('web')]);
      expect(await ledger.hours({ ...home, region: 'us-east-1' })).toEqual({ saved: [], awake: [] });
    });

    it('tells sleepers and wishes apart, and forgets who was never remembered', async () => {
      const at = '2026-11-23T19:00:00.000Z';
      const wish = { schedule: 'Office hours', until: '2026-11-23T23:00:00.000Z', by: 'U1', at };

      expect(await ledger.forgetCapacity(home, saved('api'))).toBe(true);
      await ledger.saveCapacity(home, saved('api'), undefined);
      await ledger.stayAwake(home, wish);

      expect(await ledger.hours(home)).toEqual({ saved: [saved('api')], awake: [wish] });
    });

    it('takes a write again whose answer was lost', async () => {
      await ledger.saveCapacity(home, saved('api'), undefined);
      const asleep = saved('api', { phase: 'asleep' });

      expect(await ledger.saveCapacity(home, saved('api'), undefined)).toBe(true);
      expect(await ledger.saveCapacity(home, asleep, saved('api'))).toBe(true);
      expect(await ledger.saveCapacity(home, asleep, saved('api'))).toBe(true);
      expect(await ledger.forgetCapacity(home, asleep)).toBe(true);
      expect(await ledger.forgetCapacity(home, asleep)).toBe(true);
      expect((await ledger.hours(home)).saved).toEqual([]);
    });

    it('never writes over what somebody else has written meanwhile, nor forgets it', async () => {
      const theirs = saved('api', { capacity: { desired: 5 } });
      await ledger.saveCapacity(home, theirs, undefined);

      expect(await ledger.saveCapacity(home, saved('api'), undefined)).toBe(false);
      expect(await ledger.saveCapacity(home, saved('api', { phase: 'asleep' }), saved('api'))).toBe(false);
      expect(await ledger.forgetCapacity(home, saved('api'))).toBe(false);
      expect((await ledger.hours(home)).saved).toEqual([theirs]);
    });

    it('keeps the last wish to stay awake for each schedule', async () => {
      const at = '2026-11-23T19:00:00.000Z';
      const wish = { schedule: 'Office hours', until: '2026-11-23T23:00:00.000Z', by: 'U1', at };
      const later = { ...wish, until: '2026-11-23T21:00:00.000Z', by: 'U2', at: '2026-11-23T19:00:00.001Z' };
      const other = { ...wish, schedule: 'Nightly' };
      for (const one of [wish, other, later, later]) expect(await ledger.stayAwake(home, one)).toBe(true);
      expect(await ledger.stayAwake(home, wish)).toBe(false);

      expect((await ledger.hours(home)).awake).toEqual(expect.arrayContaining([later, other]));
      expect((await ledger.hours(home)).awake).toHaveLength(2);
    });
  });
}
