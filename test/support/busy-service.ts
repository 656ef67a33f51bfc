import type { World } from '../../local/world.ts';
import { metricAlarm, SERVICE_CPU } from './alarms.ts';
import { steadyService } from './fleet.ts';

const MINUTE = 60_000;

/** `payments-api` with a scalable target, three tasks and work for two, which becomes work for five two minutes on. */
export function busyService(world: Pick<World, 'fleet' | 'timeline'>): void {
  const { fleet, timeline } = world;
  steadyService(world);
  fleet.registerScalableTarget({ ResourceId: 'service/prod/payments-api', MinCapacity: 1, MaxCapacity: 4 });
  const rises = timeline.now() + 2 * MINUTE;
  fleet.putLoad({ cluster: 'prod', service: 'payments-api', load: (now) => (now < rises ? 2 : 5) });
  const alarm = { AlarmName: 'payments-cpu-high', EvaluationPeriods: 2, Threshold: 75 };
  fleet.putAlarm(metricAlarm(SERVICE_CPU, alarm));
}

/** What answers its alarm: it may have up to ten tasks. */
export const SCALE_SETTINGS = { rules: [{ target: 'service/prod/*', mode: 'target', value: 60, max: 10 }] };

/** A schedule that is down now, on Monday the 23rd of November at nine, until noon. */
export const HOURS_SETTINGS = {
  schedules: [
    {
      name: 'Afternoons',
      timezone: 'UTC',
      up: [{ days: ['mon'], from: '12:00', to: '18:00' }],
      services: [{ cluster: 'prod', name: 'payments-api' }],
      groups: ['hosts'],
    },
  ],
};

/** Who sleeps by that schedule: the service, and a group of two hosts. */
export function sleepers(world: Pick<World, 'fleet' | 'timeline'>): void {
  steadyService(world);
  world.fleet.registerScalableTarget({
    ResourceId: 'service/prod/payments-api',
    MinCapacity: 1,
    MaxCapacity: 4,
  });
  world.fleet.createAutoScalingGroup({ name: 'hosts', min: 1, max: 4, desired: 2 });
}
