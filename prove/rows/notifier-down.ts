import fc from 'fast-check';
import type { World } from '../../local/world.ts';
import { headlines, minutes, outcomes, steadyService, writes } from '../../test/support/fleet.ts';
import { check, must } from '../check.ts';
import type { Row } from '../row.ts';
import { openShop } from '../worlds/shop.ts';

const DAY_MINUTES = 24 * 60;

export const notifierDown: Row = {
  id: 'R19',
  promise: 'a Slack that is down blocks, repeats and loses nothing',
  tried:
    'outages of Slack of up to 24 hours from any moment of an incident on, and rate limits: the same act, and the same thread afterwards',
  runs: { few: 2, quick: 10, many: 150 },

  async prove(seed, runs) {
    const calm = await storyOf((world) => minutes(world, 60));
    return check(
      'outages',
      fc.asyncProperty(anyOutage, async (outage) => {
        const story = await storyOf((world) => suffer(world, outage));
        must(story.writes === calm.writes, `wrote ${story.writes}, not ${calm.writes}`);
        must(story.outcomes === calm.outcomes, `ended ${story.outcomes}, not ${calm.outcomes}`);
        must(story.actedAt === calm.actedAt, `acted at ${story.actedAt}, not at ${calm.actedAt}`);
        must(story.roots === 1, `${story.roots} messages in place of one`);
        must(story.headline.startsWith('RESOLVED'), `the message says ${story.headline}`);
        must(story.thread === calm.thread, `the thread says ${story.thread}, not ${calm.thread}`);
      }),
      seed,
      runs,
    );
  },
};

const anyOutage = fc.record({
  /** Seconds after the beginning: an incident is told of within twelve minutes. */
  from: fc.nat(12 * 60),
  minutes: fc.oneof(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 90, max: DAY_MINUTES })),
  limits: fc.nat(3),
});
type Outage = typeof anyOutage extends fc.Arbitrary<infer T> ? T : never;

async function suffer(world: World, outage: Outage): Promise<void> {
  world.slack.limit(outage.limits, 30);
  await minutes(world, outage.from / 60);
  world.slack.goDown();
  await minutes(world, outage.minutes);
  world.slack.comeBack();
  // Tries that failed wait an hour at most for the next one.
  await minutes(world, 3 * 60);
}

async function storyOf(pass: (world: World) => Promise<void>) {
  const world = openShop('act');
  const { bad } = steadyService(world, 'payments-api', 1);
  world.fleet.deploy('prod', 'payments-api', bad);
  await pass(world);
  const [root] = world.slack.messages('#ops');
  const lines = root ? world.slack.thread(root).map(({ message }) => message.text) : [];
  const act = world.fleet.calls.find(({ command }) => command === 'UpdateService');
  return {
    writes: writes(world).join(),
    outcomes: JSON.stringify(outcomes(world)),
    actedAt: new Date(act?.at ?? 0).toISOString(),
    roots: world.slack.messages('#ops').filter(({ threadTs }) => threadTs === undefined).length,
    headline: headlines(world)[0] ?? '',
    thread: lines.join(' | '),
  };
}
