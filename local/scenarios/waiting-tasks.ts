import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import { expectMessage, expectRow } from './checks.ts';
import { nextRevision } from './fleet.ts';
import type { Ending, Scenario, Stage } from './scenario.ts';

const CLUSTER = 'media';
const SERVICE = 'video-resizer';
const GROUP = 'media-hosts';
/** Two tasks fit on a host: six on the three that there may be, and ten on five. */
const [USUAL, RUSH] = [6, 10];
const WRITE = 'UpdateAutoScalingGroup';

export const waitingTasks: Scenario = {
  name: 'waiting-tasks',
  summary: 'Tasks of video-resizer wait for hosts: their Auto Scaling group is at its maximum',
  expects: 'The maximum rises within its rule, ECS starts what was missing, and later it is what it was',
  begins: '12:50',

  async play({ world, scene, pass, until, settle }) {
    const { fleet } = world;
    buildHosts(world);
    fleet.putAlarm(reservation('media-hosts-full', 3, 'GreaterThanThreshold'));
    fleet.putAlarm(reservation('media-hosts-enough', 15, 'LessThanOrEqualToThreshold'));
    scene('A campaign begins: video-resizer is scaled from 6 to 10 tasks, and its hosts are full.');
    fleet.scale(CLUSTER, SERVICE, RUSH);
    await until('10 tasks of video-resizer run', () => runningIn(world) === RUSH, 20);
    await settle();
    scene('The campaign is over.');
    fleet.scale(CLUSTER, SERVICE, USUAL);
    await pass(20 * 60);
    await settle();
    for (const name of ['media-hosts-full', 'media-hosts-enough']) fleet.deleteAlarm(name);
  },

  check: (ending) => [
    ...expectRow(ending, { incidents: 2, messages: 2, writes: [WRITE, WRITE], outcomes: ['held', 'held'] }),
    ...expectMessage(ending, 'RESOLVED', 'Bounds set to 1 to 3 instances'),
    ...expectSize(ending),
  ],
};

/** ECS sizes the group by what its tasks need. */
function buildHosts({ fleet, timeline }: Stage['world']): void {
  const autoScalingGroupArn = fleet.createAutoScalingGroup({ name: GROUP, min: 1, max: 3, desired: 3 });
  const managedScaling = { status: 'ENABLED' } as const;
  fleet.createCapacityProvider({ name: GROUP, autoScalingGroupArn, managedScaling, tasksPerInstance: 2 });
  fleet.addCluster({ name: CLUSTER, capacityProviders: [GROUP] });
  fleet.createService({
    cluster: CLUSTER,
    name: SERVICE,
    taskDefinition: nextRevision(fleet, SERVICE),
    desiredCount: USUAL,
    runningSince: timeline.now() - 24 * 3600 * 1000,
    placement: { capacityProviderStrategy: [{ capacityProvider: GROUP, weight: 1 }] },
  });
}

/** What its tasks need, in percent of what there is. */
function reservation(
  AlarmName: string,
  EvaluationPeriods: number,
  ComparisonOperator: 'GreaterThanThreshold' | 'LessThanOrEqualToThreshold',
): PutMetricAlarmInput {
  return {
    AlarmName,
    Namespace: 'AWS/ECS/ManagedScaling',
    MetricName: 'CapacityProviderReservation',
    Statistic: 'Average',
    Period: 60,
    EvaluationPeriods,
    Threshold: 100,
    ComparisonOperator,
    Dimensions: [
      { Name: 'ClusterName', Value: CLUSTER },
      { Name: 'CapacityProviderName', Value: GROUP },
    ],
  };
}

function runningIn({ fleet }: Stage['world']): number | undefined {
  return fleet.snapshot().services.find(({ name }) => name === SERVICE)?.running;
}

function expectSize({ world }: Ending): string[] {
  const input = { AutoScalingGroupNames: [GROUP] };
  const found = JSON.stringify(world.fleet.send('AutoScaling', 'DescribeAutoScalingGroups', input));
  return found.includes('"MaxSize":3,"DesiredCapacity":3')
    ? []
    : [`the hosts are not what they were: ${found}`];
}
