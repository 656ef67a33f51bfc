import type { Service } from '../../shared/domain/fleet.ts';
import type { Reads } from '../../shared/domain/reads.ts';
import type { AlarmSignal, Signal } from '../../shared/domain/signal.ts';

/** What the alarm is about has so many tasks or instances, all of them at work. */
export const RUNNING = 4;

/** The alarm as the event tells it, its metric at the value of the event all the time, and something of four to scale: a group at its maximum. */
export function scalingFromEvent(signal: Signal): Partial<Reads> {
  if (signal.kind !== 'cloudwatch.alarm') return {};
  const { alarm, tags } = signal;
  const counts = { desired: RUNNING, inService: RUNNING, min: 1, max: RUNNING };
  const managedScaling = { enabled: true, targetCapacity: 100, minStep: 1, maxStep: 10_000 };
  return {
    alarm: async (name) =>
      name === alarm.name ? { ...alarm, actionsEnabled: true, actions: [] } : undefined,
    alarmTags: async () => tags,
    metric: async ({ periodSeconds }, from, to) => constant(alarm.value, periodSeconds, from, to),
    service: async (clusterArn, name) => madeUpService(clusterArn, name),
    autoScalingGroup: async (name) => ({
      ...counts,
      arn: arnOf(signal, name),
      name,
      protectedFromScaleIn: 0,
      suspended: [],
      tags: {},
    }),
    capacityProvider: async (name) => ({
      arn: arnOf(signal, name),
      name,
      status: 'ACTIVE',
      autoScalingGroupArn: arnOf(signal, name),
      managedScaling,
      tags: {},
    }),
  };
}

function constant(value: number | undefined, periodSeconds: number, from: number, to: number) {
  if (value === undefined) return [];
  const period = periodSeconds * 1000;
  const count = Math.max(0, Math.floor((to - from) / period));
  return Array.from({ length: count }, (_, index) => ({
    at: new Date(to - (count - index) * period).toISOString(),
    value,
  }));
}

function madeUpService(clusterArn: string, name: string): Service {
  const arn = clusterArn.replace(':cluster/', ':service/');
  return {
    serviceArn: `${arn}/${name}`,
    name,
    clusterArn,
    status: 'ACTIVE',
    taskDefinitionArn: `${clusterArn.replace(/cluster\/.*$/, 'task-definition/')}${name}:1`,
    desiredCount: RUNNING,
    runningCount: RUNNING,
    pendingCount: 0,
    deploymentController: 'ECS',
    circuitBreaker: { enabled: false, rollback: false },
    deployments: [],
    tags: {},
  };
}

function arnOf({ account, region }: AlarmSignal, name: string): string {
  return `arn:aws:autoscaling:${region}:${account}:autoScalingGroup:made-up:autoScalingGroupName/${name}`;
}
