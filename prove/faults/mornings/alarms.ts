import type { World } from '../../../local/world.ts';
import { registerRevision, steadyService } from '../../../test/support/fleet.ts';
import { type Morning, unmended } from './morning.ts';

const MINUTE = 60_000;
const TARGET_GROUP = 'targetgroup/shop/0123456789abcdef';
const TARGET_GROUP_ARN = `arn:aws:elasticloadbalancing:eu-west-1:123456789012:${TARGET_GROUP}`;
const RULES = [
  { target: 'service/prod/*', mode: 'target', value: 60, max: 10 },
  { target: 'auto-scaling-group/hosts', mode: 'step', max: 8, steps: [{ add: 1 }] },
  { target: 'capacity-provider/spot', mode: 'step', max: 100, steps: [{ add: 5 }] },
];

/** Alarms on two services, a group and a capacity provider. */
export const alarms: Morning = {
  name: 'alarms',
  settings: `
cooldownMinutes: 5
playbooks: ${JSON.stringify({ 'scale-on-alarm': { settings: { rules: RULES } } })}
`,
  problems: [['payments-api'], ['shop'], ['hosts', 'jobs-waiting']],
  services: ['payments-api', 'shop'],
  // A second alarm on what is being scaled finds nothing left to do.
  looks: true,
  begin(world) {
    const { fleet, timeline } = world;
    const start = timeline.now();
    steadyService(world, 'payments-api', 3);
    fleet.registerScalableTarget({ ResourceId: 'service/prod/payments-api', MinCapacity: 1, MaxCapacity: 4 });
    openShopFront(world);
    const rising = (now: number) => (now < start + 2 * MINUTE ? 1 : 5);
    fleet.putLoad({ cluster: 'prod', service: 'payments-api', load: rising });
    const dimensions = { ClusterName: 'prod', ServiceName: 'payments-api' };
    ring(world, 'payments-cpu', 'AWS/ECS', 'CPUUtilization', dimensions);
    furnishHosts(world);
    return unmended;
  },
};

/** A service behind a load balancer, whose alarm names the target group only. */
function openShopFront(world: World): void {
  const { fleet, timeline } = world;
  const taskDefinition = registerRevision(world, 'shop', 'good');
  const front = { targetGroupArn: TARGET_GROUP_ARN, containerName: 'app', containerPort: 8080 };
  const runningSince = timeline.now() - 24 * 60 * MINUTE;
  const shop = { cluster: 'prod', name: 'shop', taskDefinition, desiredCount: 1, runningSince };
  fleet.createService({ ...shop, loadBalancers: [front] });
  fleet.putLoad({ cluster: 'prod', service: 'shop', load: () => 0.5, requestsPerSecond: 4 });
  const named = { TargetGroup: TARGET_GROUP };
  ring(world, 'shop-requests', 'AWS/ApplicationELB', 'RequestCountPerTarget', named, 'Sum');
}

/** A group and a capacity provider; the alarm on the group tells only by its tag what it is about. */
function furnishHosts(world: World): void {
  const { fleet, timeline } = world;
  const size = { min: 1, max: 8, desired: 2 };
  fleet.createAutoScalingGroup({ name: 'hosts', ...size });
  const autoScalingGroupArn = fleet.createAutoScalingGroup({ name: 'spot-hosts', ...size });
  const managedScaling = { status: 'ENABLED', targetCapacity: 60 } as const;
  fleet.createCapacityProvider({ name: 'spot', autoScalingGroupArn, managedScaling });
  for (let minute = 0; minute < 120; minute += 1) {
    const at = timeline.now() + minute * MINUTE;
    const value = minute < 8 ? 90 : 50;
    fleet.putMetric({ namespace: 'Jobs', name: 'Waiting' }, [value], at);
    const dimensions = { CapacityProviderName: 'spot' };
    fleet.putMetric({ namespace: 'Jobs', name: 'Reserved', dimensions }, [value], at);
  }
  ring(world, 'jobs-waiting', 'Jobs', 'Waiting', {}, 'Average', 'auto-scaling-group/hosts');
  ring(world, 'spot-reserved', 'Jobs', 'Reserved', { CapacityProviderName: 'spot' });
}

function ring(
  { fleet }: World,
  AlarmName: string,
  Namespace: string,
  MetricName: string,
  dimensions: Readonly<Record<string, string>>,
  Statistic: 'Average' | 'Sum' = 'Average',
  target?: string,
): void {
  fleet.putAlarm({
    AlarmName,
    Namespace,
    MetricName,
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    Statistic,
    Period: 60,
    EvaluationPeriods: 2,
    Threshold: 75,
    ComparisonOperator: 'GreaterThanThreshold',
    ...(target !== undefined && { Tags: [{ Key: 'watchkeeper:target', Value: target }] }),
  });
}
