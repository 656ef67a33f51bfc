import type { World, WorldOptions } from '../../local/world.ts';
import { busyService, SCALE_SETTINGS } from '../../test/support/busy-service.ts';
import { createSaboteur } from '../../test/support/crash.ts';
import { headlines, outcomes, runJobs, steadyService, writes } from '../../test/support/fleet.ts';
import { oldImages } from '../../test/support/old-images.ts';
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
      const breaches = story.breaches(await live(story, death));
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

interface Story {
  readonly name: string;
  begin(world: World): void;
  /** What is not as it would be if nothing had died. */
  breaches(world: World): readonly string[];
}

const STORIES: readonly Story[] = [
  {
    name: 'a crash loop',
    begin(world) {
      const { bad } = steadyService(world, 'payments-api', 1);
      world.fleet.deploy('prod', 'payments-api', bad);
    },
    breaches: (world) => [
      ...differs(writes(world), ['UpdateService']),
      ...differs(outcomes(world), [{ type: 'held', reason: '1 of 1 tasks run payments-api:1' }]),
      ...differs(resolved(world), 1),
      ...differs(world.bus.deadLetters, []),
    ],
  },
  {
    name: 'a lost job',
    begin(world) {
      const done = { kind: 'exit', afterSeconds: 200, exitCode: 0 } as const;
      world.fleet.behave({ on: { family: 'worker' }, failure: done });
      const lost = { kind: 'spot-interruption', afterSeconds: 20 } as const;
      world.fleet.behave({ on: { capacityProvider: 'FARGATE_SPOT' }, failure: lost, times: 1 });
      runJobs(world, 1);
    },
    breaches: (world) => [
      ...differs(world.fleet.tasks({ family: 'worker' }).length, 2),
      ...differs(outcomes(world).length, 1),
      ...differs(resolved(world), 1),
      ...differs(world.bus.deadLetters, []),
    ],
  },
  {
    name: 'an alarm',
    begin: busyService,
    breaches: (world) => [
      // Twice: a processor that is fully busy does not tell how much too small the service is.
      ...differs(writes(world), [...SCALED, ...SCALED]),
      ...differs(desired(world), 9),
      ...differs(outcomes(world).length, 1),
      ...differs(resolved(world), 1),
      ...differs(world.bus.deadLetters, []),
    ],
  },
  {
    name: 'a sweep',
    begin(world) {
      oldImages(world, 19);
      world.tick('clean-images');
    },
    breaches: (world) => [
      ...differs(writes(world), Array(4).fill('UpdateImageStorageClass')),
      ...differs(outcomes(world).length, 1),
      ...differs(headlines(world).filter((text) => text.startsWith('DONE')).length, 1),
      ...differs(world.bus.deadLetters, []),
    ],
  },
];

/** Each change comes once: the tasks, then the bounds around them. */
const SCALED = ['UpdateService', 'RegisterScalableTarget'];

const SETTINGS = `
playbooks:
  stop-crash-loop: { settings: { failures: 2, comeBackMinutes: 2 } }
  rerun-failed-task:
    settings:
      comeBackMinutes: 2
      steadySeconds: 30
      network: { worker: { subnets: [subnet-1], securityGroups: [sg-1] } }
  scale-on-alarm: { settings: ${JSON.stringify(SCALE_SETTINGS)} }
`;

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
  const world = openShop('ask', { ...options, disturb: toldOnce() }, SETTINGS);
  story.begin(world);
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

function desired({ fleet }: World): number | undefined {
  return fleet.snapshot().services.find(({ name }) => name === 'payments-api')?.desired;
}

function resolved(world: World): number {
  return headlines(world).filter((text) => text.startsWith('RESOLVED')).length;
}

function differs(found: unknown, wanted: unknown): string[] {
  const [is, should] = [JSON.stringify(found), JSON.stringify(wanted)];
  return is === should ? [] : [`${is} in place of ${should}`];
}

function wordsOf({ of, when, at }: Death): string {
  return `${when} ${of} ${at}`;
}
