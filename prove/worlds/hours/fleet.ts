import type { Plant } from '../../../shared/actions/hours/keep-hours.ts';
import type { ActionResult } from '../../../shared/domain/decision.ts';
import type { Service } from '../../../shared/domain/fleet.ts';
import type { Capacity, Sleeper } from '../../../shared/domain/hours.ts';
import type { AutoScalingGroup, ScalableTarget } from '../../../shared/domain/scaling.ts';
import type { HoursWorld } from '../../../shared/playbooks/scaling/hours-world.ts';
import { isSame } from '../../../shared/scaling/hours/capacity.ts';

export const HOME = { account: '123456789012', region: 'eu-west-1' };
const ECS = 'arn:aws:ecs:eu-west-1:123456789012';
const CLUSTER = `${ECS}:cluster/staging`;
const GROUPS = 'arn:aws:autoscaling:eu-west-1:123456789012:autoScalingGroup:1';

/** Something that runs, as AWS has it. */
export interface Running {
  readonly sleeper: Sleeper;
  capacity: Capacity;
  tags: Record<string, string>;
  exists: boolean;
}

const FREE = { scaleIn: false, scaleOut: false, scheduled: false };

/** A service without and one with a scalable target, and an Auto Scaling group. */
export function createFleet(): readonly Running[] {
  const service = (name: string, capacity: Capacity): Running => {
    const target = `${ECS}:service/staging/${name}`;
    const sleeper = { kind: 'service', target, clusterArn: CLUSTER, name } as const;
    return { sleeper, capacity, tags: {}, exists: true };
  };
  const group = { kind: 'auto-scaling-group', target: `${GROUPS}:autoScalingGroupName/hosts`, name: 'hosts' };
  return [
    service('plain', { desired: 3 }),
    service('scaled', { desired: 4, bounds: { min: 2, max: 6 }, suspended: FREE }),
    {
      sleeper: group as Sleeper,
      capacity: { desired: 2, bounds: { min: 1, max: 4 } },
      tags: {},
      exists: true,
    },
  ];
}

/** Registering a scalable target, or sizing a group, brings the desired count into the bounds, as AWS does. */
export function change(running: Running, to: Capacity): void {
  const { bounds } = to;
  const moved = bounds !== undefined && !isSame({ ...to, desired: 0 }, { ...running.capacity, desired: 0 });
  const desired = moved ? Math.min(Math.max(to.desired, bounds.min), bounds.max) : to.desired;
  running.capacity = { ...to, desired };
}

/** As the executors of AWS: compares, writes, and finds a repeat done. `calls` counts the writes. */
export function plantOf(fleet: readonly Running[], calls: { writes: number }): Plant {
  const find = (sleeper: Sleeper) => fleet.find((one) => one.exists && one.sleeper.target === sleeper.target);
  return {
    look: async (sleeper) => find(sleeper)?.capacity,
    async set(sleeper, part, from, to): Promise<ActionResult> {
      const running = find(sleeper);
      if (!running) return { type: 'refused', reason: 'it does not exist any more' };
      const now = running.capacity;
      if (isSame(now, to)) return { type: 'done', reason: 'it was so already' };
      if (!isSame(now, from)) return { type: 'refused', reason: 'it changed meanwhile' };
      calls.writes += 1;
      if (part === 'desired') running.capacity = { ...now, desired: to.desired };
      else change(running, part === 'bounds' ? { ...to, desired: now.desired } : to);
      return { type: 'done', reason: 'set' };
    },
  };
}

export function readsOf(fleet: readonly Running[]): HoursWorld {
  const there = () => fleet.filter(({ exists }) => exists);
  return {
    services: async () => there().flatMap(serviceOf),
    scalableTargets: async () => there().flatMap(scalableOf),
    autoScalingGroups: async () => there().flatMap(groupOf),
    capacityProviders: async () => [],
  };
}

function serviceOf({ sleeper, capacity, tags }: Running): readonly Service[] {
  if (sleeper.kind !== 'service') return [];
  const { target: serviceArn, clusterArn, name } = sleeper;
  const counts = { desiredCount: capacity.desired, runningCount: capacity.desired, pendingCount: 0 };
  const rest = { deploymentController: 'ECS', circuitBreaker: { enabled: false, rollback: false } };
  const definition = { taskDefinitionArn: `${ECS}:task-definition/${name}:1`, deployments: [] };
  return [{ serviceArn, clusterArn, name, status: 'ACTIVE', tags, ...counts, ...rest, ...definition }];
}

function scalableOf({ sleeper, capacity }: Running): readonly ScalableTarget[] {
  const { bounds, suspended } = capacity;
  return bounds && suspended ? [{ resourceId: `service/staging/${sleeper.name}`, ...bounds, suspended }] : [];
}

function groupOf({ sleeper, capacity, tags }: Running): readonly AutoScalingGroup[] {
  const { desired, bounds } = capacity;
  if (sleeper.kind === 'service' || !bounds) return [];
  const { target: arn, name } = sleeper;
  return [
    { arn, name, ...bounds, desired, inService: desired, protectedFromScaleIn: 0, suspended: [], tags },
  ];
}
