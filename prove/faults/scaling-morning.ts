import type { World } from '../../local/world.ts';
import { registerRevision, steadyService } from '../../test/support/fleet.ts';

const MINUTE = 60_000;
const TARGET_GROUP = 'targetgroup/shop/0123456789abcdef';
const TARGET_GROUP_ARN = `arn:aws:elasticloadbalancing:eu-west-1:123456789012:${TARGET_GROUP}`;
const OFFICE = {
  name: 'Office',
  timezone: 'UTC',
  up: [{ days: ['mon'], from: '09:20', to: '18:00' }],
  services: [{ cluster: 'prod', name: 'sleepy' }],
  groups: ['night-hosts'],
  capacityProviders: ['night-*'],
};

const POLICY = { cluster: 'prod', service: 'calm', metric: 'cpu', target: 60, min: 1, max: 4 };

/** Names of what people must hear of: a service, a group, a schedule. */
export const SCALED = ['payments-api', 'shop', 'hosts', OFFICE.name];

export const SCALING_SETTINGS = `
cooldownMinutes: 5
playbooks: ${JSON.stringify({
  'scale-on-alarm': {
    settings: {
      rules: [
        { target: 'service/prod/*', mode: 'target', value: 60, max: 10 },
        { target: 'auto-scaling-group/hosts', mode: 'step', max: 8, steps: [{ add: 1 }] },
        { target: 'capacity-provider/spot', mode: 'step', max: 100, steps: [{ add: 5 }] },
      ],
    },
  },
  'keep-hours': { settings: { schedules: [OFFICE] } },
  'enforce-scaling-policy': { settings: { rules: [POLICY] } },
})}
`;

/**
 * Alarms on two services, a group and a capacity provider, a night that ends, and a service that has no policy yet:
 * whatever the product asks of AWS about capacity, it asks in this morning. Gives a way to end what is wrong.
 */
export async function startScaling(world: World): Promise<() => void> {
  const { fleet, timeline } = world;
  const start = timeline.now();
  for (const name of ['payments-api', 'sleepy', 'calm']) steadyService(world, name, 3);
  for (const name of ['payments-api', 'sleepy']) {
    fleet.registerScalableTarget({ ResourceId: `service/prod/${name}`, MinCapacity: 1, MaxCapacity: 4 });
  }
  openShopFront(world);
  const rising = (now: number) => (now < start + 2 * MINUTE ? 1 : 5);
  fleet.putLoad({ cluster: 'prod', service: 'payments-api', load: rising });
  ring(world, 'payments-cpu', 'AWS/ECS', 'CPUUtilization', {
    ClusterName: 'prod',
    ServiceName: 'payments-api',
  });
  furnishHosts(world);
  world.tick('keep-hours');
  world.tick('enforce-scaling-policy');
  timeline.at(start + 21 * MINUTE, () => world.tick('keep-hours'));
  return () => {};
}

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

/** Groups and capacity providers, by day and by night; the alarm on the group tells only by its tag what it is about. */
function furnishHosts(world: World): void {
  const { fleet, timeline } = world;
  const size = { min: 1, max: 8, desired: 2 };
  fleet.createAutoScalingGroup({ name: 'hosts', ...size });
  const [hosts, night] = ['spot-hosts', 'night-hosts'].map((name) =>
    fleet.createAutoScalingGroup({ name, ...size }),
  );
  const managedScaling = { status: 'ENABLED', targetCapacity: 60 } as const;
  fleet.createCapacityProvider({ name: 'spot', autoScalingGroupArn: hosts ?? '', managedScaling });
  fleet.createCapacityProvider({ name: 'night-spot', autoScalingGroupArn: night ?? '' });
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
