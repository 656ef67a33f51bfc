import { openMemoryDatabase } from '../../local/ledger-table/database.ts';
import { createWorld, type World, type WorldOptions } from '../../local/world.ts';
import { config, minutes, ONCALL } from '../../test/support/fleet.ts';

/** Short waits, so that a story ends within half an hour of simulated time. */
export const QUICK = `
playbooks:
  stop-crash-loop: { settings: { failures: 2, comeBackMinutes: 2 } }
  rerun-failed-task: { settings: { comeBackMinutes: 2, steadySeconds: 30 } }
`;

/** A world whose ledger lies in memory: some milliseconds for half an hour. */
export function openShop(mode: string, options: Partial<WorldOptions> = {}, more = QUICK): World {
  return createWorld({ config: config(mode, more), database: openMemoryDatabase(), ...options });
}

/** Let time pass while the on-call person approves whatever is asked, looking every two minutes. */
export async function passApproving(world: World, upTo: number): Promise<void> {
  for (let minute = 0; minute < upTo; minute += 2) {
    await minutes(world, 2);
    const asking = world.slack.messages('#ops').filter(world.slack.isAsking);
    for (const root of asking) await world.click(root, 'approve', ONCALL);
  }
}
