import type { DescribeCapacityProvidersResponse } from '@aws-sdk/client-ecs';
import type { NewAutoScalingGroup } from '../../local/fleet/index.ts';
import type { World } from '../../local/world.ts';
import { metricAlarm } from './alarms.ts';

type Stage = Pick<World, 'fleet' | 'timeline'>;

const HOSTS: NewAutoScalingGroup = { name: 'hosts-asg', min: 1, max: 3, desired: 2 };

export type Hosting = Partial<NewAutoScalingGroup> & { readonly maximumScalingStepSize?: number };

/** The service `resizer` on hosts that have room for two tasks each: four tasks on two hosts, of at most three. */
export function hostedService({ fleet, timeline }: Stage, hosts: Hosting = {}): void {
  const { maximumScalingStepSize, ...group } = hosts;
  const autoScalingGroupArn = fleet.createAutoScalingGroup({ ...HOSTS, ...group });
  fleet.createCapacityProvider({
    name: 'hosts',
    autoScalingGroupArn,
    managedScaling: { status: 'ENABLED', ...(maximumScalingStepSize && { maximumScalingStepSize }) },
    tasksPerInstance: 2,
  });
  const defaultStrategy = [{ capacityProvider: 'hosts', weight: 1 }];
  fleet.addCluster({ name: 'batch', capacityProviders: ['hosts'], defaultStrategy });
  const containerDefinitions = [{ name: 'app', image: 'resizer:1', memory: 256 }];
  const taskDefinition = fleet.registerTaskDefinition({ family: 'resizer', containerDefinitions });
  const runningSince = timeline.now() - 24 * 3600 * 1000;
  fleet.createService({ cluster: 'batch', name: 'resizer', taskDefinition, desiredCount: 4, runningSince });
}

/** The tasks need more instances than there are, for three minutes. */
export const HOSTS_FULL = metricAlarm(
  {
    namespace: 'AWS/ECS/ManagedScaling',
    name: 'CapacityProviderReservation',
    dimensions: { ClusterName: 'batch', CapacityProviderName: 'hosts' },
  },
  { AlarmName: 'hosts-full', EvaluationPeriods: 3, Threshold: 100 },
);

/** Tasks of the service that run, and that wait. */
export function tasksOf({ fleet }: Pick<Stage, 'fleet'>) {
  const service = fleet.snapshot().services.find(({ name }) => name === 'resizer');
  return { running: service?.running, pending: service?.pending };
}

/** Size of a group, as DescribeAutoScalingGroups tells it. */
export function sizeOf({ fleet }: Pick<Stage, 'fleet'>, name = HOSTS.name) {
  const input = { AutoScalingGroupNames: [name] };
  const { AutoScalingGroups: found } = fleet.send('AutoScaling', 'DescribeAutoScalingGroups', input) as {
    AutoScalingGroups: readonly { MinSize: number; MaxSize: number; DesiredCapacity: number }[];
  };
  const [group] = found;
  return group && { min: group.MinSize, max: group.MaxSize, desired: group.DesiredCapacity };
}

/** How ECS scales them, as DescribeCapacityProviders tells it. */
export function managedScalingOf({ fleet }: Pick<Stage, 'fleet'>): object | undefined {
  const input = { capacityProviders: ['hosts'] };
  const answer = fleet.send('ECS', 'DescribeCapacityProviders', input) as DescribeCapacityProvidersResponse;
  return answer.capacityProviders?.[0]?.autoScalingGroupProvider?.managedScaling;
}
