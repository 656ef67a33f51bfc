import type { AutoScalingGroup, LifecycleState } from '@aws-sdk/client-auto-scaling';
import type { CapacityProvider } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import { scalingReadsOf } from './scaling.ts';

const GROUP_ARN =
  'arn:aws:autoscaling:eu-west-1:111122223333:autoScalingGroup:0a1b:autoScalingGroupName/workers';
const instance = (LifecycleState: LifecycleState) => ({
  InstanceId: 'i-1',
  AvailabilityZone: 'eu-west-1a',
  HealthStatus: 'Healthy',
  ProtectedFromScaleIn: true,
  LifecycleState,
});
const GROUP: AutoScalingGroup = {
  AvailabilityZones: ['eu-west-1a'],
  DefaultCooldown: 300,
  HealthCheckType: 'EC2',
  CreatedTime: new Date(0),
  AutoScalingGroupARN: GROUP_ARN,
  AutoScalingGroupName: 'workers',
  MinSize: 1,
  MaxSize: 10,
  DesiredCapacity: 3,
  Instances: [instance('InService'), instance('Pending')],
  SuspendedProcesses: [{ ProcessName: 'Launch' }],
  Tags: [{ Key: 'watchkeeper:mode', Value: 'ask' }],
};

const PROVIDER: CapacityProvider = {
  capacityProviderArn: 'arn:aws:ecs:eu-west-1:111122223333:capacity-provider/spot',
  name: 'spot',
  status: 'ACTIVE',
  autoScalingGroupProvider: {
    autoScalingGroupArn: GROUP_ARN,
    managedScaling: {
      status: 'ENABLED',
      targetCapacity: 90,
      minimumScalingStepSize: 2,
      maximumScalingStepSize: 5,
    },
  },
  tags: [{ key: 'team', value: 'payments' }],
};

const groups = (...found: AutoScalingGroup[]) =>
  scalingReadsOf({ DescribeAutoScalingGroups: () => ({ AutoScalingGroups: found }) });
const providers = (...found: CapacityProvider[]) =>
  scalingReadsOf({ DescribeCapacityProviders: () => ({ capacityProviders: found }) });

describe('shared/aws/reads/auto-scaling-groups', () => {
  it('a group has its size, what is in service, what of that is protected, and what is suspended', async () => {
    expect(await groups(GROUP).autoScalingGroup('workers')).toEqual({
      arn: GROUP_ARN,
      name: 'workers',
      min: 1,
      max: 10,
      desired: 3,
      inService: 1,
      protectedFromScaleIn: 1,
      suspended: ['Launch'],
      tags: { 'watchkeeper:mode': 'ask' },
    });
  });

  it('a group that is being deleted is none', async () => {
    expect(
      await groups({ ...GROUP, Status: 'Delete in progress' }).autoScalingGroup('workers'),
    ).toBeUndefined();
  });

  it('every page of groups is read', async () => {
    const reads = scalingReadsOf({
      DescribeAutoScalingGroups: ({ NextToken }) => ({
        AutoScalingGroups: [{ ...GROUP, AutoScalingGroupName: NextToken ?? 'workers' }],
        NextToken: NextToken ? undefined : 'others',
      }),
    });

    expect((await reads.autoScalingGroups()).map(({ name }) => name)).toEqual(['workers', 'others']);
  });
});

describe('shared/aws/reads/capacity-providers', () => {
  it('a provider has its group, and how ECS scales that', async () => {
    expect(await providers(PROVIDER).capacityProvider('spot')).toEqual({
      arn: PROVIDER.capacityProviderArn,
      name: 'spot',
      status: 'ACTIVE',
      autoScalingGroupArn: GROUP_ARN,
      managedScaling: { enabled: true, targetCapacity: 90, minStep: 2, maxStep: 5 },
      tags: { team: 'payments' },
    });
  });

  it('what nobody set is as ECS has it', async () => {
    const bare = { ...PROVIDER, autoScalingGroupProvider: { autoScalingGroupArn: GROUP_ARN } };

    expect((await providers(bare).capacityProviders())[0]?.managedScaling).toEqual({
      enabled: false,
      targetCapacity: 100,
      minStep: 1,
      maxStep: 10_000,
    });
  });

  it('Fargate’s have no group, and are left out', async () => {
    const fargate = { ...PROVIDER, name: 'FARGATE', autoScalingGroupProvider: undefined };

    expect(await providers(fargate, PROVIDER).capacityProviders()).toHaveLength(1);
    expect(await providers(fargate).capacityProvider('FARGATE')).toBeUndefined();
  });

  it('one that is missing is none; any other failure makes the read fail', async () => {
    const failing = (reason: string) =>
      scalingReadsOf({ DescribeCapacityProviders: () => ({ failures: [{ reason }] }) });

    expect(await failing('MISSING').capacityProvider('spot')).toBeUndefined();
    await expect(failing('THROTTLED').capacityProvider('spot')).rejects.toThrow('THROTTLED');
  });
});
