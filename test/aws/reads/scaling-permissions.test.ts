import { describe, expect, it } from 'vitest';
import { createScalingReads, SCALING_PERMISSIONS } from '../../../shared/aws/scaling-reads.ts';
import type { ScalingReads } from '../../../shared/domain/scaling.ts';
import { type Behaviour, serviceError, simulatedAws } from '../simulated-aws.ts';
import { CLUSTER } from './reads-of.ts';
import { API, CPU, CPU_HIGH, NOON, points } from './scaling.ts';

/** An AWS in which everything that a read may ask for has to be asked for. */
const AWS: Behaviour = {
  DescribeAlarms: () => ({ MetricAlarms: [CPU_HIGH] }),
  ListAlarmMuteRules: () => ({ AlarmMuteRuleSummaries: [] }),
  ListTagsForResource: () => ({ Tags: [] }),
  GetMetricData: () => ({ MetricDataResults: [points({ 0: 1 })] }),
  DescribeScalableTargets: () => ({ ScalableTargets: [] }),
  DescribeScalingPolicies: () => ({ ScalingPolicies: [] }),
  DescribeScheduledActions: () => ({ ScheduledActions: [] }),
  DescribeAutoScalingGroups: () => ({ AutoScalingGroups: [] }),
  DescribeCapacityProviders: () => ({ capacityProviders: [] }),
  ListClusters: () => ({ clusterArns: [CLUSTER] }),
  ListServices: () => ({ serviceArns: [API.serviceArn ?? ''] }),
  DescribeServices: () => ({ services: [API] }),
};

const USES: { readonly [Name in keyof ScalingReads]: (reads: ScalingReads) => Promise<unknown> } = {
  alarm: (reads) => reads.alarm('api-cpu-high'),
  alarmsNamed: (reads) => reads.alarmsNamed('watchkeeper/'),
  activeMutes: (reads) => reads.activeMutes('api-cpu-high'),
  alarmTags: (reads) => reads.alarmTags('arn:aws:cloudwatch:eu-west-1:111122223333:alarm:api-cpu-high'),
  metric: (reads) => reads.metric(CPU, NOON, NOON + 60_000),
  scalableTarget: (reads) => reads.scalableTarget('service/prod/api'),
  scalableTargets: (reads) => reads.scalableTargets(),
  scalingPolicies: (reads) => reads.scalingPolicies(),
  scheduledScaling: (reads) => reads.scheduledScaling('service/prod/api'),
  autoScalingGroup: (reads) => reads.autoScalingGroup('workers'),
  autoScalingGroups: (reads) => reads.autoScalingGroups(),
  capacityProvider: (reads) => reads.capacityProvider('spot'),
  capacityProviders: (reads) => reads.capacityProviders(),
  services: (reads) => reads.services(),
  servicesBehind: (reads) => reads.servicesBehind('targetgroup/api/0a1b2c3d'),
};
const EACH = Object.entries(USES) as [keyof ScalingReads, (reads: ScalingReads) => Promise<unknown>][];

describe('shared/aws/scaling-reads', () => {
  it.each(EACH)('%s declares exactly the IAM actions that it uses', async (name, use) => {
    const aws = simulatedAws(AWS);

    await use(createScalingReads(aws.clients));

    expect([...new Set(aws.calls)].sort()).toEqual([...SCALING_PERMISSIONS[name]].sort());
  });

  it.each(EACH)('%s says what is missing when it may not read', async (name, use) => {
    const denied = () => {
      throw serviceError('AccessDenied', 'no', 403);
    };
    const nobody = Object.fromEntries(Object.keys(AWS).map((command) => [command, denied]));

    const reading = use(createScalingReads(simulatedAws(nobody).clients));

    const listed = SCALING_PERMISSIONS[name].find((action) => action === 'ecs:ListClusters');
    await expect(reading).rejects.toThrow(`add "${listed ?? SCALING_PERMISSIONS[name][0]}" to the role`);
  });
});
