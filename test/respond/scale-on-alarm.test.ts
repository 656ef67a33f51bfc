import { describe, expect, it } from 'vitest';
import { headlines, minutes, outcomes, writes } from '../support/fleet.ts';
import { openScaling } from '../support/scaling.ts';

type World = Awaited<ReturnType<typeof openScaling>>;

const desiredOf = ({ fleet }: World) =>
  fleet.snapshot().services.find(({ name }) => name === 'payments-api')?.desired;
const told = ({ slack }: World) => JSON.stringify(slack.messages('#ops'));

describe('scale-on-alarm', () => {
  it('answers two alarms of one minute with one change, and closes as soon as they are over', async () => {
    const world = await openScaling('act', {});
    world.fake.value = () => 90;

    world.ring('api-cpu');
    world.ring('api-memory');
    await minutes(world, 1);
    expect(told(world)).toMatch(
      /api-(cpu|memory): 90 against a target of 60.*; api-(cpu|memory): 90 against/,
    );
    world.rest('api-cpu');
    world.rest('api-memory');
    world.fake.value = () => 60;
    await minutes(world, 4);

    expect(desiredOf(world)).toBe(7);
    expect(writes(world)).toEqual(['UpdateService']);
    expect(outcomes(world)).toEqual([expect.objectContaining({ type: 'held' })]);
    expect(headlines(world)).toHaveLength(1);
    expect(told(world)).toContain('OK: 90 -&gt; 60, threshold 75');
    await world.close();
  });

  it('decides again after the cooldown while the alarm goes on', async () => {
    const world = await openScaling('act', { cooldownSeconds: { out: 120 } });
    let load = 6;
    world.fake.value = () => (load * 60) / (desiredOf(world) ?? 4);

    world.ring('api-cpu');
    await minutes(world, 5);
    load = 9;
    await minutes(world, 12);

    expect(desiredOf(world)).toBe(9);
    expect(writes(world).length).toBeGreaterThanOrEqual(2);
    await world.close();
  });

  it('asks for a higher maximum once, not with every alarm', async () => {
    const world = await openScaling('act', { max: 4 });
    world.fake.value = () => 90;

    for (let time = 0; time < 4; time += 1) {
      world.ring('api-cpu');
      await minutes(world, 5);
    }

    expect(writes(world)).toEqual([]);
    expect(headlines(world)).toHaveLength(1);
    expect(told(world)).toContain('from 4 to 7 or more');
    await world.close();
  });

  it('finds out by its tags what an alarm scales, in silence, and hands it on', async () => {
    const world = await openScaling('act', {});
    world.fake.value = () => 90;
    world.fake.tags = { 'watchkeeper:target': 'service/prod/payments-api' };

    world.ring('api-latency', { LoadBalancer: 'app/api/1' });
    await minutes(world, 2);

    expect(desiredOf(world)).toBe(7);
    expect(headlines(world)).toHaveLength(1);
    await world.close();
  });
});
