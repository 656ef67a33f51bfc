import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../local/database.ts';
import { createWorld, type World, type WorldOptions } from '../../local/world.ts';
import { createSaboteur } from '../support/crash.ts';
import { config, headlines, minutes, ONCALL, outcomes, steadyService, writes } from '../support/fleet.ts';

/** A crash loop from its first failure to its end, with the on-call person approving whatever is asked. */
async function live(options: Partial<WorldOptions>): Promise<World> {
  const database = await openDatabase();
  const settings = 'playbooks: { stop-crash-loop: { settings: { failures: 2, comeBackMinutes: 2 } } }';
  const world = createWorld({ config: config('ask', settings), database, ...options });
  const { bad } = steadyService(world, 'payments-api', 1);
  world.fleet.deploy('prod', 'payments-api', bad);
  for (let minute = 0; minute < 20; minute += 2) {
    await minutes(world, 2);
    const [root] = world.slack.messages('#ops');
    if (root && world.slack.buttons(root).length > 0) await world.click(root, 'approve', ONCALL);
  }
  await database.close();
  return world;
}

/** How many checkpoints an undisturbed response makes: each is an await where it may die. */
async function countCheckpoints(): Promise<number> {
  let count = 0;
  await live({ onCheckpoint: (when) => (count += when === 'before' ? 1 : 0) });
  return count;
}

/** What must be true at the end, whatever died on the way. */
function expectFixedOnce(world: World, where: string): void {
  expect(writes(world), where).toEqual(['UpdateService']);
  expect(outcomes(world), where).toEqual([{ type: 'held', reason: '1 of 1 tasks run payments-api:1' }]);
  expect(
    headlines(world).filter((text) => text.startsWith('RESOLVED')),
    where,
  ).toHaveLength(1);
  expect(world.bus.deadLetters, where).toEqual([]);
}

interface Death {
  readonly when: 'before' | 'after';
  readonly at: number;
}

/** Every death there is, many at a time: each world has a clock and a database of its own. */
async function liveThroughAll(count: number, live: (death: Death) => Promise<World>): Promise<void> {
  const deaths = (['before', 'after'] as const).flatMap((when) =>
    Array.from({ length: count }, (_, index) => ({ when, at: index + 1 })),
  );
  const atATime = 12;
  for (let start = 0; start < deaths.length; start += atATime) {
    await Promise.all(
      deaths.slice(start, start + atATime).map(async (death) => {
        expectFixedOnce(await live(death), `died ${death.when} ${death.at}`);
      }),
    );
  }
}

describe('triage and respond, when an effect dies', () => {
  it('lose nothing and repeat nothing, whichever effect it is', { timeout: 60_000 }, async () => {
    const whole = createSaboteur(0, 'before');
    await live({ wrap: whole.wrap });
    expect(whole.effects()).toBeGreaterThan(20);

    await liveThroughAll(whole.effects(), ({ when, at }) => live({ wrap: createSaboteur(at, when).wrap }));
  });
});

describe('shared/respond, when the function dies', () => {
  it('loses nothing and repeats nothing, at whichever checkpoint it dies', { timeout: 60_000 }, async () => {
    const checkpoints = await countCheckpoints();
    expect(checkpoints).toBeGreaterThan(20);

    await liveThroughAll(checkpoints, ({ when, at }) => {
      let left = at;
      const onCheckpoint = (moment: Death['when']) => {
        if (moment === when && --left === 0) throw new Error(`died ${when} checkpoint ${at}`);
      };
      return live({ onCheckpoint });
    });
  });
});
