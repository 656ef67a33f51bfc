import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ALL_SAMPLES } from '../test/signals/samples.ts';
import { stopEvent, taskId } from '../test/support/stops.ts';
import { type ArtifactWorld, openArtifactWorld } from './support/world.ts';

let world: ArtifactWorld;
beforeAll(async () => {
  world = await openArtifactWorld(inject('stackFolder'));
});
afterAll(() => world.close());

const MALFORMED = {
  source: 'aws.ecs',
  'detail-type': 'ECS Task State Change',
  detail: { lastStatus: 'STOPPED', stopCode: 'TaskFailedToStart' },
};

describe('the queue and its function', () => {
  it.each(ALL_SAMPLES)('take $name, or leave it, whole: no sample is a dead letter', async ({ event }) => {
    world.put(event as object);
    await world.minutes(1);

    expect(world.bus.deadLetters).toEqual([]);
    expect(world.deployment.targetsOf(event).length).toBeLessThanOrEqual(1);
  });

  it('give up a message that cannot be read after so many tries as the template says, and no other', async () => {
    const before = world.bus.delivered();
    const { maxReceiveCount } = world.deployment.properties<{ RedrivePolicy: { maxReceiveCount: number } }>(
      'EcsEventsQueue',
    ).RedrivePolicy;

    world.put(MALFORMED);
    world.put(stopEvent({ task: taskId(1), service: 'payments-api' }));
    await world.minutes(60);

    expect(world.bus.deadLetters.map(({ body }) => JSON.parse(body))).toEqual([MALFORMED]);
    expect(world.bus.delivered() - before).toBe(maxReceiveCount + 1);
  });
});
