import { DescribeAlarmsCommand, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { changing } from '../../../local/load/shapes.ts';
import { type AlarmStage, CPU_HIGH, createAlarmStage } from './cloudwatch/support.ts';
import { START, serviceOf, webService } from './support.ts';

const GROUP = 'targetgroup/web/0123456789abcdef';
const LOAD_BALANCERS = [
  {
    targetGroupArn: `arn:aws:elasticloadbalancing:eu-west-1:111122223333:${GROUP}`,
    containerName: 'app',
    containerPort: 80,
  },
];

function createLoadedStage(load: number): AlarmStage {
  const stage = createAlarmStage();
  stage.fleet.createService({ ...webService(4), loadBalancers: LOAD_BALANCERS, runningSince: START });
  stage.fleet.putLoad({
    cluster: 'shop',
    service: 'web',
    load: changing(load, []),
    requestsPerSecond: 20,
    queue: { name: 'orders', perSecond: 2 },
  });
  return stage;
}

/** The newest minute of a metric. */
async function newest(
  { cloudwatch, timeline }: AlarmStage,
  [Namespace, MetricName, Stat]: readonly [string, string, string],
  dimensions: Readonly<Record<string, string>>,
): Promise<number | undefined> {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  const { MetricDataResults } = await cloudwatch.send(
    new GetMetricDataCommand({
      StartTime: new Date(START),
      EndTime: new Date(timeline.now()),
      MetricDataQueries: [
        { Id: 'm', MetricStat: { Metric: { Namespace, MetricName, Dimensions }, Period: 60, Stat } },
      ],
    }),
  );
  return MetricDataResults?.[0]?.Values?.[0];
}

const WEB = { ClusterName: 'shop', ServiceName: 'web' };

describe('local/fleet/load', () => {
  it('publishes what ECS, the load balancer and SQS would', async () => {
    const stage = createLoadedStage(3);

    await stage.pass(5);

    expect(await newest(stage, ['AWS/ECS', 'CPUUtilization', 'Average'], WEB)).toBeCloseTo(75);
    expect(await newest(stage, ['AWS/ECS', 'MemoryUtilization', 'Average'], WEB)).toBeCloseTo(60);
    const requests = ['AWS/ApplicationELB', 'RequestCountPerTarget', 'Sum'] as const;
    expect(await newest(stage, requests, { TargetGroup: GROUP })).toBeCloseTo(900);
    const messages = ['AWS/SQS', 'ApproximateNumberOfMessagesVisible', 'Maximum'] as const;
    expect(await newest(stage, messages, { QueueName: 'orders' })).toBe(0);
  });

  it('keeps messages that nobody works off', async () => {
    const stage = createLoadedStage(6);

    await stage.pass(3.5);

    const messages = ['AWS/SQS', 'ApproximateNumberOfMessagesVisible', 'Maximum'] as const;
    const orders = { QueueName: 'orders' };
    expect(await newest(stage, messages, orders)).toBe((6 - 4) * 2 * 180);
    expect(await newest(stage, ['AWS/SQS', 'NumberOfMessagesSent', 'Sum'], orders)).toBe(6 * 2 * 60);
    expect(await newest(stage, ['AWS/SQS', 'NumberOfMessagesDeleted', 'Sum'], orders)).toBe(4 * 2 * 60);
    const atWork = ['AWS/SQS', 'ApproximateNumberOfMessagesNotVisible', 'Average'] as const;
    expect(await newest(stage, atWork, orders)).toBe(4);
  });

  it('has no CPU to measure where nothing runs', async () => {
    const stage = createLoadedStage(3);
    stage.fleet.putAlarm(CPU_HIGH);
    stage.fleet.scale('shop', 'web', 0);

    await stage.pass(12);

    const { MetricAlarms } = await stage.cloudwatch.send(new DescribeAlarmsCommand({}));
    expect(MetricAlarms).toMatchObject([{ StateValue: 'INSUFFICIENT_DATA' }]);
  });

  it('closes the loop: target tracking brings the CPU back to its target', async () => {
    const stage = createLoadedStage(3.6);
    const ResourceId = 'service/shop/web';
    stage.fleet.registerScalableTarget({ ResourceId, MinCapacity: 2, MaxCapacity: 20 });
    stage.fleet.putScalingPolicy({
      ResourceId,
      PolicyName: 'cpu-60',
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 60,
        PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
      },
    });

    await stage.pass(15);

    expect((await serviceOf(stage)).desiredCount).toBeGreaterThanOrEqual(6);
    expect(await newest(stage, ['AWS/ECS', 'CPUUtilization', 'Average'], WEB)).toBeLessThanOrEqual(60);
  });
});
