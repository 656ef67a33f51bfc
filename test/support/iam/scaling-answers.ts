import { alarmInput } from '../../../shared/actions/step-inputs.ts';
import { EVENING, STEPS } from '../planned-actions.ts';
import { BOUNDS, GROUP_ARN, MANAGED, POLICY, PROVIDER_ARN, RESOURCE_ID, SIZE } from '../scaling-actions.ts';

const TARGET = { ResourceId: RESOURCE_ID, MinCapacity: BOUNDS.min, MaxCapacity: BOUNDS.max };
const GROUP = {
  AutoScalingGroupARN: GROUP_ARN,
  AutoScalingGroupName: 'workers',
  MinSize: SIZE.min,
  MaxSize: SIZE.max,
  DesiredCapacity: SIZE.desired,
};
const PROVIDER = {
  capacityProviderArn: PROVIDER_ARN,
  name: 'spot',
  status: 'ACTIVE',
  autoScalingGroupProvider: {
    autoScalingGroupArn: GROUP_ARN,
    managedScaling: {
      status: 'ENABLED',
      targetCapacity: MANAGED.targetCapacity,
      minimumScalingStepSize: MANAGED.minStep,
      maximumScalingStepSize: MANAGED.maxStep,
    },
  },
};

/** The policy as it is before each action of the play: changed by the first, deleted by the others. */
const targets = [70, POLICY.targetValue];

function policy() {
  const TargetValue = targets.length > 1 ? targets.shift() : targets[0];
  return {
    PolicyARN: 'arn:aws:autoscaling:eu-west-1:123456789012:scalingPolicy:1',
    PolicyName: POLICY.name,
    ResourceId: RESOURCE_ID,
    PolicyType: 'TargetTrackingScaling',
    TargetTrackingScalingPolicyConfiguration: {
      TargetValue,
      PredefinedMetricSpecification: { PredefinedMetricType: POLICY.metric },
      ScaleOutCooldown: POLICY.scaleOutCooldownSeconds,
      ScaleInCooldown: POLICY.scaleInCooldownSeconds,
    },
  };
}

const { alarm } = STEPS;
const ALARM = {
  ...alarmInput(alarm, undefined),
  AlarmArn: `arn:aws:cloudwatch:eu-west-1:123456789012:alarm:${alarm.name}`,
  StateValue: 'OK',
  StateUpdatedTimestamp: new Date(0),
  ActionsEnabled: true,
};
const SCHEDULED = {
  ScheduledActionName: EVENING.name,
  ResourceId: RESOURCE_ID,
  Schedule: EVENING.schedule,
  Timezone: EVENING.timezone,
  ScalableTargetAction: { MinCapacity: EVENING.min },
};
/** What there is when the play looks, one look after the other: something only for what takes it away, the last. */
const alarms = [[], [], [ALARM]];
const scheduled = [[], [], [], [SCHEDULED]];

/** What AWS says to each command on what scales, by the command's name. */
export const ANSWERS: Readonly<Record<string, () => object>> = {
  DescribeAlarms: () => ({ MetricAlarms: alarms.shift() ?? [] }),
  ListAlarmMuteRules: () => ({ AlarmMuteRuleSummaries: [] }),
  GetMetricData: () => ({ MetricDataResults: [{ Id: 'm1', StatusCode: 'Complete' }] }),
  ListTagsForResource: () => ({ Tags: [] }),
  DescribeScalableTargets: () => ({ ScalableTargets: [TARGET] }),
  DescribeScalingPolicies: () => ({ ScalingPolicies: [policy()] }),
  DescribeScheduledActions: () => ({ ScheduledActions: scheduled.shift() ?? [] }),
  RegisterScalableTarget: () => ({}),
  DeregisterScalableTarget: () => ({}),
  PutScalingPolicy: () => ({}),
  DeleteScalingPolicy: () => ({}),
  PutScheduledAction: () => ({}),
  DeleteScheduledAction: () => ({}),
  PutMetricAlarm: () => ({}),
  DeleteAlarms: () => ({}),
  DescribeAutoScalingGroups: () => ({ AutoScalingGroups: [GROUP] }),
  UpdateAutoScalingGroup: () => ({}),
  DescribeCapacityProviders: () => ({ capacityProviders: [PROVIDER] }),
  UpdateCapacityProvider: () => ({}),
};
