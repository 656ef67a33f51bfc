import type { ScalingAction } from '../domain/scaling-action.ts';

/**
 * What Application Auto Scaling asks of whoever calls it, besides its own: that they could do by hand what it does for
 * them (https://docs.aws.amazon.com/autoscaling/application/userguide/security_iam_id-based-policy-examples.html).
 */
const ON_SERVICES = ['ecs:DescribeServices', 'ecs:UpdateService'];
const ON_ALARMS = ['cloudwatch:DescribeAlarms', 'cloudwatch:PutMetricAlarm', 'cloudwatch:DeleteAlarms'];

export const SCALING_ACTION_PERMISSIONS: Readonly<Record<ScalingAction['kind'], readonly string[]>> = {
  'scaling.set-range': [
    'application-autoscaling:DescribeScalableTargets',
    'application-autoscaling:RegisterScalableTarget',
    ...ON_SERVICES,
  ],
  'scaling.set-group-size': ['autoscaling:DescribeAutoScalingGroups', 'autoscaling:UpdateAutoScalingGroup'],
  'scaling.set-group-bounds': [
    'autoscaling:DescribeAutoScalingGroups',
    'autoscaling:UpdateAutoScalingGroup',
    'ecs:DescribeCapacityProviders',
  ],
  'scaling.set-managed-scaling': ['ecs:DescribeCapacityProviders', 'ecs:UpdateCapacityProvider'],
  // iam:CreateServiceLinkedRole for the first service that an account registers: AWS makes the role that it scales
  // with, in the caller's name. No role is passed.
  'scaling.put-policy': [
    'application-autoscaling:DescribeScalableTargets',
    'application-autoscaling:DescribeScalingPolicies',
    'application-autoscaling:RegisterScalableTarget',
    'application-autoscaling:PutScalingPolicy',
    'iam:CreateServiceLinkedRole',
    ...ON_SERVICES,
    ...ON_ALARMS,
  ],
  'scaling.delete-policy': [
    'application-autoscaling:DescribeScalableTargets',
    'application-autoscaling:DescribeScalingPolicies',
    'application-autoscaling:DescribeScheduledActions',
    'application-autoscaling:DeleteScalingPolicy',
    'application-autoscaling:DeregisterScalableTarget',
    ...ON_ALARMS,
  ],
  'scaling.set-steps': [
    'application-autoscaling:DescribeScalableTargets',
    'application-autoscaling:DescribeScalingPolicies',
    'application-autoscaling:DescribeScheduledActions',
    'application-autoscaling:RegisterScalableTarget',
    'application-autoscaling:DeregisterScalableTarget',
    'application-autoscaling:PutScalingPolicy',
    'application-autoscaling:DeleteScalingPolicy',
    'iam:CreateServiceLinkedRole',
    ...ON_SERVICES,
    ...ON_ALARMS,
  ],
  'scaling.set-scheduled-action': [
    'application-autoscaling:DescribeScalableTargets',
    'application-autoscaling:DescribeScalingPolicies',
    'application-autoscaling:DescribeScheduledActions',
    'application-autoscaling:RegisterScalableTarget',
    'application-autoscaling:DeregisterScalableTarget',
    'application-autoscaling:PutScheduledAction',
    'application-autoscaling:DeleteScheduledAction',
    'iam:CreateServiceLinkedRole',
    ...ON_SERVICES,
  ],
};
