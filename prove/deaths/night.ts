import type { World } from '../../local/world.ts';
import { writes } from '../../test/support/fleet.ts';
import { buildOffice, capacityOfOffice, OFFICE_CAPACITY } from '../../test/support/office.ts';
import { differs, type Story, told } from './story.ts';

const MINUTE = 60_000;

/** Asleep for a quarter of an hour, in the half hour of a story that begins on a Monday at nine. */
const HOURS = {
  schedules: [
    {
      name: 'Office',
      timezone: 'UTC',
      up: [
        { days: ['mon'], from: '07:00', to: '09:01' },
        { days: ['mon'], from: '09:16', to: '18:00' },
      ],
      services: [{ cluster: 'staging', name: '*' }],
      groups: ['hosts'],
    },
  ],
};

/** What is taken, and what is given back; bounds of 0 move the count of their service by themselves. */
const [COUNT, BOUNDS, SIZE] = ['UpdateService', 'RegisterScalableTarget', 'UpdateAutoScalingGroup'];
const WRITES = [COUNT, BOUNDS, SIZE, SIZE, COUNT, COUNT, BOUNDS];

export const night: Story = {
  name: 'a night',
  settings: `playbooks: { keep-hours: { settings: ${JSON.stringify(HOURS)} } }`,
  begin,
  async breaches(world) {
    return [
      ...differs(await capacityOfOffice(world), OFFICE_CAPACITY),
      ...differs(writes(world), WRITES),
      ...differs(told(world, 'DONE'), 2),
      ...differs(world.bus.deadLetters, []),
    ];
  },
};

/** An office that keeps hours; its tick comes every five minutes, and whatever one of them lost is the next one's. */
function begin(world: World): void {
  buildOffice(world);
  world.tick('keep-hours');
  world.timeline.every(5 * MINUTE, () => world.tick('keep-hours'));
}
