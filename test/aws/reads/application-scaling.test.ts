import type {
  ScalableTarget,
  ScalingPolicy,
  TargetTrackingScalingPolicyConfiguration,
} from '@aws-sdk/client-application-auto-scaling';
import { describe, expect, it } from 'vitest';
import { scalingReadsOf } from './scaling.ts';

const API = 'service/prod/api';
/** What every answer has, and nobody looks at. */
const COMMON = {
  ServiceNamespace: 'ecs' as const,
  ScalableDimension: 'ecs:service:DesiredCount' as const,
  CreationTime: new Date(0),
  ResourceId: API,
};
const TARGET: ScalableTarget = { ...COMMON, RoleARN: 'role', MinCapacity: 2, MaxCapacity: 20 };
const POLICY: ScalingPolicy = {
  ...COMMON,
  PolicyARN: 'arn',
  PolicyName: 'requests',
  PolicyType: 'TargetTrackingScaling',
};
const SUSPENDED = { DynamicScalingInSuspended: true };

describe('shared/aws/reads/application-scaling', () => {
  it('a scalable target has its bounds, and what is suspended in it', async () => {
    const reads = scalingReadsOf({
      DescribeScalableTargets: ({ ServiceNamespace, ResourceIds }) => {
        expect({ ServiceNamespace, ResourceIds }).toEqual({ ServiceNamespace: 'ecs', ResourceIds: [API] });
        return { ScalableTargets: [{ ...TARGET, SuspendedState: SUSPENDED }] };
      },
    });

    expect(await reads.scalableTarget(API)).toEqual({
      resourceId: API,
      min: 2,
      max: 20,
      suspended: { scaleIn: true, scaleOut: false, scheduled: false },
    });
  });

  it('another target than was asked for is none', async () => {
    const reads = scalingReadsOf({
      DescribeScalableTargets: () => ({ ScalableTargets: [TARGET] }),
    });

    expect(await reads.scalableTarget('service/prod/web')).toBeUndefined();
  });

  it('all pages of all services are read', async () => {
    const reads = scalingReadsOf({
      DescribeScalableTargets: ({ NextToken, ResourceIds }) => {
        expect(ResourceIds).toBeUndefined();
        const target = { ...TARGET, ResourceId: NextToken ?? API };
        return { ScalableTargets: [target], NextToken: NextToken ? undefined : 'service/prod/web' };
      },
    });

    const found = await reads.scalableTargets();

    expect(found.map(({ resourceId }) => resourceId)).toEqual([API, 'service/prod/web']);
  });

  it('a target without its bounds is refused', async () => {
    const reads = scalingReadsOf({
      DescribeScalableTargets: () => ({ ScalableTargets: [{ ...TARGET, MinCapacity: undefined }] }),
    });

    await expect(reads.scalableTarget(API)).rejects.toThrow('without "MinCapacity"');
  });

  it('a policy is told with what it tracks, and the alarms that AWS keeps for it', async () => {
    const tracking: TargetTrackingScalingPolicyConfiguration = {
      TargetValue: 60,
      ScaleOutCooldown: 30,
      ScaleInCooldown: 300,
      PredefinedMetricSpecification: {
        PredefinedMetricType: 'ALBRequestCountPerTarget',
        ResourceLabel: 'app/lb/1/targetgroup/tg/2',
      },
    };
    const reads = scalingReadsOf({
      DescribeScalingPolicies: ({ MaxResults }) => {
        expect(MaxResults).toBe(10);
        const Alarms = ['high', 'low'].map((end) => ({ AlarmName: `TargetTracking-${end}`, AlarmARN: end }));
        return {
          ScalingPolicies: [{ ...POLICY, Alarms, TargetTrackingScalingPolicyConfiguration: tracking }],
        };
      },
    });

    expect(await reads.scalingPolicies(API)).toEqual([
      {
        arn: 'arn',
        name: 'requests',
        resourceId: API,
        type: 'TargetTrackingScaling',
        metric: 'ALBRequestCountPerTarget',
        resourceLabel: 'app/lb/1/targetgroup/tg/2',
        targetValue: 60,
        scaleOutCooldownSeconds: 30,
        scaleInCooldownSeconds: 300,
        scaleInDisabled: false,
        alarmNames: ['TargetTracking-high', 'TargetTracking-low'],
      },
    ]);
  });

  it('a step policy, and one on a metric of its own, name no metric', async () => {
    const ScalingPolicies: ScalingPolicy[] = [
      { ...POLICY, PolicyType: 'StepScaling', StepScalingPolicyConfiguration: {} },
      {
        ...POLICY,
        TargetTrackingScalingPolicyConfiguration: {
          TargetValue: 5,
          CustomizedMetricSpecification: { MetricName: 'depth' },
        },
      },
    ];
    const reads = scalingReadsOf({
      DescribeScalingPolicies: () => ({ ScalingPolicies }),
    });

    const [step, custom] = await reads.scalingPolicies();

    expect(step).toEqual({
      arn: 'arn',
      name: 'requests',
      resourceId: API,
      type: 'StepScaling',
      alarmNames: [],
    });
    expect(custom).toMatchObject({ targetValue: 5 });
    expect(custom).not.toHaveProperty('metric');
  });

  it('a scheduled action has the bounds that it sets, and no others', async () => {
    const action = {
      ...COMMON,
      ScheduledActionName: 'night',
      ScheduledActionARN: 'arn',
      Schedule: 'cron(0 20 * * ? *)',
    };
    const reads = scalingReadsOf({
      DescribeScheduledActions: () => ({
        ScheduledActions: [
          { ...action, Timezone: 'Europe/Berlin', ScalableTargetAction: { MinCapacity: 0 } },
        ],
      }),
    });

    expect(await reads.scheduledScaling()).toEqual([
      {
        name: 'night',
        resourceId: API,
        schedule: 'cron(0 20 * * ? *)',
        timezone: 'Europe/Berlin',
        min: 0,
      },
    ]);
  });
});
