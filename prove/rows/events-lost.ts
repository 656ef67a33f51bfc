import type { World, WorldOptions } from '../../local/world.ts';
import { createSaboteur } from '../../test/support/crash.ts';
import { STORIES } from '../deaths/index.ts';
import type { Story } from '../deaths/story.ts';
import type { Row } from '../row.ts';
import { openShop, passApproving } from '../worlds/shop.ts';

export const eventsLost: Row = {
  id: 'R1',
  promise: 'no event is lost, whatever dies',
  tried:
    'a death before and after each effect and each checkpoint of triage, response and click; events come again',
  runs: { few: 8, quick: 120, many: 10_000 },

  async prove(seed, runs) {
    const all = (await Promise.all(STORIES.map(deathsOf))).flat();
    const step = Math.max(1, Math.ceil(all.length / runs));
    const chosen = all.filter((_, index) => index % step === seed % step);
    const violations: string[] = [];
    for (const { story, death } of chosen) {
      const breaches = await story.breaches(await live(story, death));
      violations.push(...breaches.map((breach) => `${story.name}, died ${wordsOf(death)}: ${breach}`));
    }
    return { count: chosen.length, of: `of ${all.length} deaths`, violations };
  },
};

interface Death {
  readonly of: 'effect' | 'checkpoint';
  readonly when: 'before' | 'after';
  readonly at: number;
}

/** Every await at which this story may die. */
async function deathsOf(story: Story): Promise<readonly { story: Story; death: Death }[]> {
  const whole = createSaboteur(0, 'before');
  let checkpoints = 0;
  const onCheckpoint = (when: Death['when']) => {
    checkpoints += when === 'before' ? 1 : 0;
  };
  await play(story, { wrap: whole.wrap, onCheckpoint });
  const numbered = (of: Death['of'], count: number) =>
    (['before', 'after'] as const).flatMap((when) =>
      Array.from({ length: count }, (_, index) => ({ story, death: { of, when, at: index + 1 } })),
    );
  return [...numbered('effect', whole.effects()), ...numbered('checkpoint', checkpoints)];
}

function live(story: Story, { of, when, at }: Death): Promise<World> {
  if (of === 'effect') return play(story, { wrap: createSaboteur(at, when).wrap });
  let left = at;
  return play(story, {
    onCheckpoint(moment) {
      if (moment === when && --left === 0) throw new Error(`died ${when} checkpoint ${at}`);
    },
  });
}

async function play(story: Story, options: Partial<WorldOptions>): Promise<World> {
  const world = openShop('ask', { ...options, disturb: toldOnce() }, story.settings);
  await story.begin(world);
  await passApproving(world, 30);
  return world;
}

/** ECS tells of one end several times: here each task's is told in one event, so that losing it would show. */
function toldOnce(): NonNullable<WorldOptions['disturb']> {
  const tellers = new Map<string, string>();
  return (records) =>
    records.filter(({ id, body }) => {
      const { taskArn, stoppedAt } = JSON.parse(body).detail;
      if (!stoppedAt) return true;
      const teller = tellers.get(taskArn) ?? id;
      tellers.set(taskArn, teller);
      return teller === id;
    });
}

function wordsOf({ of, when, at }: Death): string {
  return `${when} ${of} ${at}`;
}
