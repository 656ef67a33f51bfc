import { expect, it } from 'vitest';
import { openMemoryDatabase } from '../../local/ledger-table/database.ts';
import { SILENT } from '../../local/log.ts';
import { createLedger } from '../../shared/ledger/index.ts';
import { due } from '../../shared/playbooks/scaling/hours-targets.ts';
import { handOver } from '../../shared/respond/pass-on.ts';
import { incidentRef } from '../support/incidents.ts';

const HOME = { account: '123456789012', region: 'eu-west-1' };
const NOON = Date.parse('2026-11-28T12:00:00Z');

it('forgets what is handed on again and again though it is no news, so that there is room for news', async () => {
  const { table, client } = openMemoryDatabase();
  const ledger = createLedger({ name: table, client: async () => client, clock: () => NOON });
  const started: string[] = [];
  const startResponse = async ({ id }: { readonly id: string }) => void started.push(id);
  const deps = { ledger, startResponse, clock: () => NOON, log: SILENT };
  const handing = { playbook: { id: 'keep-hours' }, deps };
  const mark = (index: number) => ({
    id: `tick-${index}`,
    at: new Date(NOON - index * 300_000).toISOString(),
    group: 'asleep',
  });
  const first = due(HOME, 'Office hours', mark(0), 'due');
  const ref = incidentRef({ playbook: 'keep-hours', target: first.target, openedAt: mark(0).at });
  await ledger.claim(ref, 'owner', mark(0).at);
  const quiet = { group: 'asleep', until: '2026-12-05T12:00:00.000Z' };
  await ledger.close(ref, 'owner', { at: mark(0).at, seen: [], quiet });

  for (let index = 0; index < 60; index += 1) await handOver(handing, { ...first, mark: mark(index) });

  expect(started).toEqual([]);
  expect((await ledger.read(ref.key))?.marks.length).toBeLessThan(50);
});
