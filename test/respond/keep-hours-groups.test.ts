import { expect, it } from 'vitest';
import { headlines, minutes, openWorld, threadLines, writes } from '../support/fleet.ts';
import { hostedService, managedScalingOf, sizeOf, tasksOf } from '../support/hosts.ts';

/** Down for ten minutes, from 09:10 on. */
const SCHEDULE = {
  name: 'Coffee',
  timezone: 'UTC',
  up: [
    { days: ['mon'], from: '08:00', to: '09:10' },
    { days: ['mon'], from: '09:20', to: '18:00' },
  ],
  services: [{ cluster: 'batch', name: '*' }],
  groups: ['workers'],
  capacityProviders: ['hosts'],
};

it('puts hosts to sleep after the services on them, and gives groups back exactly as they were', async () => {
  const settings = JSON.stringify({ schedules: [SCHEDULE] });
  const start = Date.parse('2026-11-23T09:10:00Z');
  const world = await openWorld('act', `playbooks: { keep-hours: { settings: ${settings} } }\n`, { start });
  hostedService(world, { min: 2, max: 5 });
  const kept = { suspended: ['AZRebalance'], protectedFromScaleIn: true };
  world.fleet.createAutoScalingGroup({ name: 'workers', min: 1, max: 4, desired: 3, ...kept });
  const standing = () => [sizeOf(world), sizeOf(world, 'workers'), managedScalingOf(world), tasksOf(world)];
  const before = standing();

  world.tick('keep-hours');
  await minutes(world, 10);
  const asleep = standing();
  world.tick('keep-hours');
  await minutes(world, 5);

  const nothing = { min: 0, max: 0, desired: 0 };
  expect(asleep).toEqual([nothing, nothing, managedScalingOf(world), { running: 0, pending: 0 }]);
  expect(standing()).toEqual(before);
  expect(writes(world)).toEqual([
    ...['UpdateService', 'UpdateAutoScalingGroup', 'UpdateAutoScalingGroup'],
    ...['UpdateAutoScalingGroup', 'UpdateAutoScalingGroup', 'UpdateService'],
  ]);
  expect(headlines(world)).toEqual([
    expect.stringContaining('Coffee: 1 service and 2 groups asleep until Mon 23 Nov 09:20'),
    expect.stringContaining('Coffee: 1 service and 2 groups awake until Mon 23 Nov 18:00'),
  ]);
  expect(threadLines(world).join()).toContain('3 of 3 as they should be');
  await world.close();
});

it('leaves a group as somebody set it while it slept, and says what it had', async () => {
  const settings = JSON.stringify({ schedules: [{ ...SCHEDULE, services: [] }] });
  const start = Date.parse('2026-11-23T09:10:00Z');
  const world = await openWorld('act', `playbooks: { keep-hours: { settings: ${settings} } }\n`, { start });
  world.fleet.createAutoScalingGroup({ name: 'workers', min: 1, max: 4, desired: 3 });
  world.tick('keep-hours');
  await minutes(world, 10);
  const change = { AutoScalingGroupName: 'workers', MaxSize: 2, DesiredCapacity: 1 };
  world.fleet.send('AutoScaling', 'UpdateAutoScalingGroup', change);

  world.tick('keep-hours');
  await minutes(world, 5);

  expect(sizeOf(world, 'workers')).toEqual({ min: 0, max: 2, desired: 1 });
  expect(JSON.stringify(world.slack.messages('#ops').at(-1))).toContain('it had desired 3, 1–4 allowed');
  await world.close();
});
