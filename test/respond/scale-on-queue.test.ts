import { expect, it } from 'vitest';
import { changing } from '../../local/load/shapes.ts';
import { minutes } from '../support/fleet.ts';
import { desiredOf, openScaled, putCpuAlarm, told } from '../support/scaled-fleet.ts';

const RULE = {
  target: 'service/prod/payments-api',
  mode: 'backlog',
  value: undefined,
  queue: 'orders',
  perTask: 600,
};

it('a queue that fills is answered by what comes and by what one task does', async () => {
  const world = await openScaled('act', RULE);
  const load = changing(6, []);
  world.fleet.putLoad({
    cluster: 'prod',
    service: 'payments-api',
    load,
    queue: { name: 'orders', perSecond: 2 },
  });
  putCpuAlarm(world, 'orders-wait', {
    Namespace: 'AWS/SQS',
    MetricName: 'ApproximateNumberOfMessagesVisible',
    Dimensions: [{ Name: 'QueueName', Value: 'orders' }],
    Threshold: 600,
  });

  await minutes(world, 6);

  // Six for the 720 messages of a minute, and two for those that wait.
  expect(desiredOf(world)).toBe(8);
  expect(told(world)).toMatch(/720 a minute come, 480 leave, one task does 120/);
  await world.close();
});
