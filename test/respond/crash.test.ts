import { afterEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../local/database.ts';
import { createWorld, type World, type WorldOptions } from '../../local/world.ts';
import { config, headlines, minutes, ONCALL, outcomes, steadyService, writes } from '../support/fleet.ts';

let databases: Database[] = [];
afterEach(async () => {
  await Promise.all(databases.map((database) => database.close()));
  databases = [];
});

/** A crash loop from its first failure to its end, with the on-call person approving whatever is asked. */
async function live(options: Partial<WorldOptions>): Promise<World> {
  const database = await openDatabase();
  databases.push(database);
  const settings = 'playbooks: { stop-crash-loop: { settings: { failures: 2, comeBackMinutes: 2 } } }';
  const world = createWorld({ config: config('ask', settings), database, ...options });
  const { bad } = steadyService(world, 'payments-api', 1);
  world.fleet.deploy('prod', 'payments-api', bad);
  for (let minute = 0; minute < 20; minute += 2) {
    await minutes(world, 2);
    const [root] = world.slack.messages('#ops');
    if (root && world.slack.buttons(root).length > 0) await world.click(root, 'approve', ONCALL);
  }
  return world;
}

/** How many checkpoints an undisturbed response makes: each is an await where it may die. */
async function countCheckpoints(): Promise<number> {
  let count = 0;
  await live({ onCheckpoint: (when) => (count += when === 'before' ? 1 : 0) });
  return count;
}

describe('shared/respond, when the function dies', () => {
  it('loses nothing and repeats no effect, wherever it dies', { timeout: 60_000 }, async () => {
    const checkpoints = await countCheckpoints();
    expect(checkpoints).toBeGreaterThan(20);

    for (const when of ['before', 'after'] as const) {
      for (let at = 1; at <= checkpoints; at += 1) {
        let left = at;
        const world = await live({
          onCheckpoint(moment) {
            if (moment === when && --left === 0) throw new Error(`died ${when} checkpoint ${at}`);
          },
        });

        const where = `${when} checkpoint ${at}`;
        expect(writes(world), where).toEqual(['UpdateService']);
        expect(outcomes(world), where).toEqual([{ type: 'held', reason: '1 of 1 tasks run payments-api:1' }]);
        expect(
          headlines(world).filter((text) => text.startsWith('RESOLVED')),
          where,
        ).toHaveLength(1);
      }
    }
  });
});
