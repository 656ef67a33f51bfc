import { expect, it } from 'vitest';
import { headlines, minutes, ONCALL, outcomes, writes } from '../support/fleet.ts';
import { desiredOf, openScaled, putCpuAlarm } from '../support/scaled-fleet.ts';

it('takes all rounds of scaling back with one Undo, and lets the alarm ring on', async () => {
  const world = await openScaled('act', { max: 40, cooldownSeconds: { out: 120 } }, [{ minute: 3, to: 20 }]);
  putCpuAlarm(world, 'cpu-high');
  await minutes(world, 14);
  const before = { desired: desiredOf(world) ?? 0, writes: writes(world).length };
  const [message] = world.slack.messages('#ops');
  if (!message) throw new Error('nobody was told');

  await world.click(message, 'undo', 'U0STRANGER');
  await world.click(message, 'undo', ONCALL);
  await minutes(world, 20);

  expect(before.writes).toBeGreaterThan(1);
  expect(before.desired).toBeGreaterThan(7);
  expect(desiredOf(world)).toBe(4);
  expect(writes(world)).toHaveLength(before.writes + 1);
  expect(outcomes(world)).toMatchObject([{ type: 'undone' }]);
  expect(headlines(world)).toEqual([expect.stringMatching(/^UNDONE/)]);
  await world.close();
});
