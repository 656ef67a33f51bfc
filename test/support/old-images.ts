import type { World } from '../../local/world.ts';
import { registerRevision } from './fleet.ts';

const LONG_AGO = 200 * 24 * 3600 * 1000;

/** A service that runs `good`, and so many old images beside it that nothing uses. */
export function oldImages({ fleet, timeline }: Pick<World, 'fleet' | 'timeline'>, count: number): void {
  const pushedAt = timeline.now() - LONG_AGO;
  fleet.createRepository({ name: 'payments-api' });
  for (let left = count; left > 0; left -= 1) fleet.pushImage('payments-api', { pushedAt });
  fleet.pushImage('payments-api', { tags: ['good'], pushedAt });
  fleet.addCluster({ name: 'prod' });
  fleet.createService({
    cluster: 'prod',
    name: 'payments-api',
    taskDefinition: registerRevision({ fleet }, 'payments-api', 'good'),
    desiredCount: 1,
    runningSince: pushedAt,
  });
}
