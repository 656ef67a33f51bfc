import { expect, it } from 'vitest';
import { headlines, minutes, ONCALL, outcomes, writes } from '../support/fleet.ts';
import { openScaling } from '../support/scaling.ts';

it('takes all rounds of scaling back with one Undo, and lets the alarm ring on', async () => {
  const world = await openScaling('act', { max: 40, cooldownSeconds: { out: 120 } });
  world.fake.value = () => 90;
  const desired = () => world.fleet.snapshot().services[0]?.desired;
  world.ring('api-cpu');
  await minutes(world, 8);
  const before = { desired: desired(), writes: writes(world).length };
  const [message] = world.slack.messages('#ops');
  if (!message) throw new Error('nobody was told');

  await world.click(message, 'undo', 'U0STRANGER');
  await world.click(message, 'undo', ONCALL);
  await minutes(world, 5);
  world.ring('api-cpu');
  await minutes(world, 10);

  expect(before).toEqual({ desired: 11, writes: 2 });
  expect(desired()).toBe(4);
  expect(writes(world)).toHaveLength(3);
  expect(outcomes(world)).toMatchObject([{ type: 'undone' }]);
  expect(headlines(world)).toEqual([expect.stringMatching(/^UNDONE/)]);
  await world.close();
});
