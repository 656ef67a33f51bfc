import { expectMessage, expectRow } from './checks.ts';
import { nextRevision } from './fleet.ts';
import type { Ending, Scenario, Stage } from './scenario.ts';

const CLUSTER = 'staging';
const SERVICES = { 'shop-web': 4, 'shop-worker': 2 } as const;
const BOUNDED = `service/${CLUSTER}/shop-web`;
const TICK_SECONDS = 300;
/** Bounds of 0 take the tasks of shop-web by themselves; on the way up its count comes first. */
const [COUNT, BOUNDS] = ['UpdateService', 'RegisterScalableTarget'];
const NIGHT = [BOUNDS, COUNT, COUNT, BOUNDS, COUNT];
const WRITES = [...NIGHT, ...NIGHT];
/** 19:00 and 07:00 in Berlin. */
const FRIDAY_EVENING = '2026-11-27T18:00:00Z';
const SATURDAY_NIGHT = '2026-11-28T21:00:00Z';
const AN_HOUR_LATER = '2026-11-28T22:05:00Z';
const MONDAY_MORNING = '2026-11-30T06:00:00Z';

export const offHours: Scenario = {
  name: 'off-hours',
  summary: 'Staging keeps office hours: asleep from Friday evening on, and one night somebody needs it',
  expects: 'It sleeps, is up for the hour that is asked for, and on Monday has exactly what it had',
  begins: '16:00',

  async play(stage) {
    const { world, scene, click } = stage;
    buildStaging(world);
    await world.timeline.run(Date.parse(FRIDAY_EVENING));
    scene('It is Friday, 19:00 in Berlin: staging may sleep until Monday.');
    await tick(stage);
    await expectDesired(stage, { 'shop-web': 0, 'shop-worker': 0 });
    await world.timeline.run(Date.parse(SATURDAY_NIGHT));
    scene('Saturday night: somebody has to try a fix.');
    await click('awake-1-hour');
    await tick(stage);
    await world.timeline.run(Date.parse(AN_HOUR_LATER));
    await tick(stage);
    await world.timeline.run(Date.parse(MONDAY_MORNING));
    scene('It is Monday, 07:00.');
    await tick(stage);
    await expectDesired(stage, SERVICES);
  },

  check: (ending) => [
    ...expectRow(ending, { messages: 4, writes: WRITES }),
    ...expectMessage(ending, 'DONE', '2 services awake until Mon 30 Nov 19:00 (Europe/Berlin)'),
    ...expectBounds(ending),
  ],
};

function buildStaging({ fleet, timeline }: Stage['world']): void {
  const runningSince = timeline.now() - 24 * 3600 * 1000;
  fleet.addCluster({ name: CLUSTER });
  for (const [name, desiredCount] of Object.entries(SERVICES)) {
    const taskDefinition = nextRevision(fleet, name);
    fleet.createService({ cluster: CLUSTER, name, taskDefinition, desiredCount, runningSince });
  }
  fleet.registerScalableTarget({ ResourceId: BOUNDED, MinCapacity: 2, MaxCapacity: 8 });
}

/** The schedule that runs every five minutes comes due. */
async function tick({ world, pass }: Stage): Promise<void> {
  world.tick('keep-hours');
  await pass(TICK_SECONDS);
}

function expectDesired({ world, until }: Stage, wanted: Readonly<Record<string, number>>): Promise<void> {
  const services = () => world.fleet.snapshot().services.filter(({ cluster }) => cluster === CLUSTER);
  const are = () =>
    services().every(({ name, running, desired }) => running === wanted[name] && running === desired);
  return until(`staging runs ${Object.values(wanted).join(' and ')} tasks`, are, 10);
}

function expectBounds({ world }: Ending): string[] {
  const input = { ServiceNamespace: 'ecs', ResourceIds: [BOUNDED] };
  const answer = world.fleet.send('ApplicationAutoScaling', 'DescribeScalableTargets', input);
  const found = JSON.stringify(answer);
  const isAsBefore = found.includes('"MinCapacity":2,"MaxCapacity":8') && !found.includes('Suspended":true');
  return isAsBefore ? [] : [`the bounds of shop-web are not what they were: ${found}`];
}
