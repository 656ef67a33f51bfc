import type { ScalingPolicy } from '@aws-sdk/client-application-auto-scaling';
import type { ManagedScaling } from '@aws-sdk/client-ecs';
import type { TrackingPolicy } from '../../shared/domain/scaling-action.ts';
import { type Behaviour, type SimulatedAws, simulatedAws } from '../aws/simulated-aws.ts';
import {
  BOUNDS,
  GROUP_ARN,
  MANAGED,
  POLICY,
  PROVIDER_ARN,
  RESOURCE_ID,
  SIZE,
} from '../support/scaling-actions.ts';

/** What scales, as AWS would keep it; a test changes it by hand. */
export interface Scene {
  range: { MinCapacity: number; MaxCapacity: number; SuspendedState?: object } | undefined;
  size: { MinSize: number; MaxSize: number; DesiredCapacity: number };
  arn: string;
  managed: ManagedScaling;
  policies: ScalingPolicy[];
  scheduled: number;
}

export interface SimulatedScaling {
  readonly aws: SimulatedAws;
  readonly scene: Scene;
  /** Writes that were carried out, by the names of their commands. */
  readonly writes: string[];
  /** Strikes the next write: before it has its effect, or after, when only the answer is lost. */
  trouble?: { readonly when: 'before' | 'after'; readonly error: Error } | undefined;
}

export const COMMON = {
  ServiceNamespace: 'ecs',
  ScalableDimension: 'ecs:service:DesiredCount',
  ResourceId: RESOURCE_ID,
  CreationTime: new Date(0),
} as const;

export function policyOf(policy: TrackingPolicy): ScalingPolicy {
  return {
    ...COMMON,
    PolicyARN: policy.name,
    PolicyName: policy.name,
    PolicyType: 'TargetTrackingScaling',
    TargetTrackingScalingPolicyConfiguration: {
      TargetValue: policy.targetValue,
      PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
      ScaleOutCooldown: policy.scaleOutCooldownSeconds,
      ScaleInCooldown: policy.scaleInCooldownSeconds,
    },
  };
}

export function simulatedScaling(): SimulatedScaling {
  const scene: Scene = {
    range: { MinCapacity: BOUNDS.min, MaxCapacity: BOUNDS.max },
    size: { MinSize: SIZE.min, MaxSize: SIZE.max, DesiredCapacity: SIZE.desired },
    arn: GROUP_ARN,
    managed: managedOf(MANAGED),
    policies: [],
    scheduled: 0,
  };
  const writes: string[] = [];
  const made = { aws: simulatedAws(behaviour(scene, written)), scene, writes } as SimulatedScaling;
  function written(name: string, effect: () => void): object {
    const { trouble } = made;
    made.trouble = undefined;
    if (trouble?.when === 'before') throw trouble.error;
    effect();
    writes.push(name);
    if (trouble) throw trouble.error;
    return {};
  }
  return made;
}

function behaviour(scene: Scene, written: (name: string, effect: () => void) => object): Behaviour {
  const action = {
    ...COMMON,
    ScheduledActionName: 'night',
    ScheduledActionARN: 'arn',
    Schedule: 'rate(1 day)',
  };
  return {
    DescribeScalableTargets: () => ({
      ScalableTargets: scene.range ? [{ ...COMMON, RoleARN: 'role', ...scene.range }] : [],
    }),
    DescribeScalingPolicies: () => ({ ScalingPolicies: scene.policies }),
    DescribeScheduledActions: () => ({
      ScheduledActions: Array.from({ length: scene.scheduled }, () => action),
    }),
    RegisterScalableTarget: ({ MinCapacity = 0, MaxCapacity = 0, SuspendedState }) =>
      written('RegisterScalableTarget', () => {
        scene.range = { MinCapacity, MaxCapacity, ...(SuspendedState && { SuspendedState }) };
      }),
    DeregisterScalableTarget: () =>
      written('DeregisterScalableTarget', () => {
        scene.range = undefined;
        scene.policies = [];
      }),
    PutScalingPolicy: ({ PolicyName = '', TargetTrackingScalingPolicyConfiguration: tracking }) =>
      written('PutScalingPolicy', () => {
        const policy = { ...POLICY, name: PolicyName, targetValue: tracking?.TargetValue ?? 0 };
        scene.policies = [policyOf(policy)];
      }),
    DeleteScalingPolicy: ({ PolicyName }) =>
      written('DeleteScalingPolicy', () => {
        scene.policies = scene.policies.filter((policy) => policy.PolicyName !== PolicyName);
      }),
    DescribeAutoScalingGroups: () => ({
      AutoScalingGroups: [{ ...GROUP, ...scene.size, AutoScalingGroupARN: scene.arn }],
    }),
    UpdateAutoScalingGroup: ({ MinSize = 0, MaxSize = 0, DesiredCapacity = scene.size.DesiredCapacity }) =>
      written('UpdateAutoScalingGroup', () => {
        scene.size = { MinSize, MaxSize, DesiredCapacity };
      }),
    DescribeCapacityProviders: () => ({
      capacityProviders: [
        {
          capacityProviderArn: PROVIDER_ARN,
          name: 'spot',
          status: 'ACTIVE',
          autoScalingGroupProvider: { autoScalingGroupArn: GROUP_ARN, managedScaling: scene.managed },
        },
      ],
    }),
    UpdateCapacityProvider: ({ autoScalingGroupProvider }) =>
      written('UpdateCapacityProvider', () => {
        // What is left out, ECS sets to its own.
        scene.managed = { instanceWarmupPeriod: 300, ...autoScalingGroupProvider?.managedScaling };
      }),
  };
}

const GROUP = {
  AutoScalingGroupName: 'workers',
  AvailabilityZones: ['eu-west-1a'],
  DefaultCooldown: 300,
  HealthCheckType: 'EC2',
  CreatedTime: new Date(0),
};

function managedOf({ targetCapacity, minStep, maxStep }: typeof MANAGED): ManagedScaling {
  return {
    status: 'ENABLED',
    targetCapacity,
    minimumScalingStepSize: minStep,
    maximumScalingStepSize: maxStep,
  };
}
