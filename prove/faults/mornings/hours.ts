import { steadyService } from '../../../test/support/fleet.ts';
import { type Morning, unmended } from './morning.ts';

const MINUTE = 60_000;
const OFFICE = {
  name: 'Office',
  timezone: 'UTC',
  up: [{ days: ['mon'], from: '09:20', to: '18:00' }],
  services: [{ cluster: 'prod', name: 'sleepy' }],
  groups: ['night-hosts'],
  capacityProviders: ['night-*'],
};

/** A night that ends: a service, a group and a capacity provider are put to sleep, and woken. */
export const hours: Morning = {
  name: 'hours',
  settings: `
cooldownMinutes: 5
playbooks: ${JSON.stringify({ 'keep-hours': { settings: { schedules: [OFFICE] } } })}
`,
  problems: [[OFFICE.name]],
  services: ['sleepy'],
  looks: true,
  begin(world) {
    const { fleet, timeline } = world;
    steadyService(world, 'sleepy', 3);
    fleet.registerScalableTarget({ ResourceId: 'service/prod/sleepy', MinCapacity: 1, MaxCapacity: 4 });
    const autoScalingGroupArn = fleet.createAutoScalingGroup({
      name: 'night-hosts',
      ...{ min: 1, max: 8, desired: 2 },
    });
    fleet.createCapacityProvider({ name: 'night-spot', autoScalingGroupArn });
    world.tick('keep-hours');
    timeline.at(timeline.now() + 21 * MINUTE, () => world.tick('keep-hours'));
    return unmended;
  },
};
