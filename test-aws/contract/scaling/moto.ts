import {
  PutScalingPolicyCommand,
  PutScheduledActionCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import {
  type AutoScalingClient,
  CreateAutoScalingGroupCommand,
  CreateLaunchConfigurationCommand,
} from '@aws-sdk/client-auto-scaling';
import { PutMetricAlarmCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { CreateCapacityProviderCommand, CreateServiceCommand, type ECSClient } from '@aws-sdk/client-ecs';
import { readAutoScalingGroup } from '../../../shared/aws/reads/auto-scaling-groups.ts';
import type { ResponseClients } from '../../../shared/aws/response-clients.ts';
import type { NetworkConfiguration } from '../../../shared/domain/fleet-action.ts';
import { CLUSTER, definitionArn, TAGS } from '../account.ts';
import {
  ALARM,
  DATUM,
  GROUP,
  GROUP_TAGS,
  LOAD_BALANCERS,
  MANAGED,
  METRIC,
  POLICY,
  PROVIDER,
  SCALABLE,
  SCHEDULED,
  WORKER,
  WORKER_COUNT,
} from './index.ts';

/** What scales, made in moto with the calls that make it in AWS. `measuredAt`: the minute that has samples. */
export async function fillScaling(
  clients: ResponseClients,
  network: NetworkConfiguration,
  measuredAt: number,
): Promise<void> {
  const ecs = await clients.ecs();
  await ecs.send(
    new CreateServiceCommand({
      cluster: CLUSTER,
      serviceName: WORKER,
      taskDefinition: definitionArn('job:1'),
      desiredCount: WORKER_COUNT,
      loadBalancers: LOAD_BALANCERS,
      tags: TAGS,
    }),
  );
  const scaling = await clients.applicationAutoScaling();
  await scaling.send(new RegisterScalableTargetCommand(SCALABLE));
  await scaling.send(new PutScalingPolicyCommand(POLICY));
  await scaling.send(new PutScheduledActionCommand(SCHEDULED));
  const cloudWatch = await clients.cloudWatch();
  const MetricData = [{ ...DATUM, Timestamp: new Date(measuredAt) }];
  await cloudWatch.send(new PutMetricDataCommand({ Namespace: METRIC.namespace, MetricData }));
  await cloudWatch.send(new PutMetricAlarmCommand(ALARM));
  const group = await makeGroup(await clients.autoScaling(), network);
  await makeProvider(ecs, group);
}

/** Gives its ARN. */
async function makeGroup(autoScaling: AutoScalingClient, { subnets }: NetworkConfiguration): Promise<string> {
  const LaunchConfigurationName = 'contract';
  const image = { ImageId: 'ami-12c6146b', InstanceType: 't3.medium' };
  await autoScaling.send(new CreateLaunchConfigurationCommand({ LaunchConfigurationName, ...image }));
  await autoScaling.send(
    new CreateAutoScalingGroupCommand({
      AutoScalingGroupName: GROUP.name,
      LaunchConfigurationName,
      MinSize: GROUP.min,
      MaxSize: GROUP.max,
      DesiredCapacity: GROUP.desired,
      VPCZoneIdentifier: subnets.join(','),
      Tags: Object.entries(GROUP_TAGS).map(([Key, Value]) => ({ Key, Value, PropagateAtLaunch: true })),
    }),
  );
  return (await readAutoScalingGroup(autoScaling, GROUP.name))?.arn ?? '';
}

async function makeProvider(ecs: ECSClient, autoScalingGroupArn: string): Promise<void> {
  const autoScalingGroupProvider = { autoScalingGroupArn, managedScaling: MANAGED };
  await ecs.send(new CreateCapacityProviderCommand({ name: PROVIDER, autoScalingGroupProvider }));
}
