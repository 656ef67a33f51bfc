import fc from 'fast-check';
import { openMemoryDatabase } from '../../../local/ledger-table/database.ts';
import type { Capacity } from '../../../shared/domain/hours.ts';
import { createLedger } from '../../../shared/ledger/index.ts';
import { must } from '../../check.ts';
import { CONFIGURED, HOUR, settingsOf } from './calendar.ts';
import { createFleet, HOME, type Running } from './fleet.ts';
import { type Counted, createOracle } from './oracle.ts';
import { anyHappening, happen } from './people.ts';
import { type Stage, tick } from './tick.ts';
import { anyTrouble, type Trouble } from './trouble.ts';

const MONDAY = Date.UTC(2026, 10, 23);

const anyStep = fc.record({
  /** Hours until then; ticks that were missed in between are caught up with. */
  hours: fc.constantFrom(1 / 12, 1 / 12, 1, 3, 6, 13, 48),
  happenings: fc.array(anyHappening, { maxLength: 2 }),
  tick: fc.oneof(
    { weight: 5, arbitrary: fc.constant([] as readonly Trouble[]) },
    { weight: 4, arbitrary: anyTrouble },
    { weight: 1, arbitrary: fc.constant('missed' as const) },
  ),
});

/** A week or two in the life of three targets. */
export const anyHistory = fc.record({
  configured: fc.integer({ min: 0, max: 2 }),
  steps: fc.array(anyStep, { minLength: 4, maxLength: 16 }),
});
export type History = typeof anyHistory extends fc.Arbitrary<infer One> ? One : never;

/** Throws when a promise is broken. */
export async function runHistory({ configured, steps }: History, counted: Counted): Promise<void> {
  const database = openMemoryDatabase();
  const stage: Stage = {
    fleet: createFleet(),
    ledger: createLedger({
      name: database.table,
      client: async () => database.client,
      clock: () => stage.now,
    }),
    settings: settingsOf(CONFIGURED[configured] ?? []),
    now: MONDAY,
    calls: { writes: 0 },
  };
  const oracle = createOracle(stage, counted);
  const look = async (troubles: readonly Trouble[]) => {
    const before = new Map<Running, Capacity>(stage.fleet.map((one) => [one, one.capacity]));
    const clean = await tick(stage, troubles);
    await oracle.ticked(clean, before);
    return clean;
  };
  for (const step of steps) {
    for (const one of step.happenings) {
      const running = await happen(stage, one);
      if (running) oracle.changed(running);
    }
    stage.now += step.hours * HOUR;
    if (step.tick === 'missed') continue;
    if (await look(step.tick)) await again(stage, look);
  }
  await look([]);
  stage.settings = settingsOf([]);
  await look([]);
  await database.close();
}

/** The same tick once more does nothing at all. */
async function again(stage: Stage, look: (troubles: readonly Trouble[]) => Promise<boolean>): Promise<void> {
  const { writes } = stage.calls;
  const before = await stage.ledger.hours(HOME);
  await look([]);
  must(stage.calls.writes === writes, 'a repeated tick wrote to AWS');
  const after = await stage.ledger.hours(HOME);
  must(JSON.stringify(after) === JSON.stringify(before), 'a repeated tick changed what is remembered');
}
