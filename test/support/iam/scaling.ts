import type {
  DeleteAlarmsCommandInput,
  ListTagsForResourceCommandInput,
  PutMetricAlarmCommandInput,
} from '@aws-sdk/client-cloudwatch';
import type { IamRequest } from './policy.ts';
import { type Account, clusterArn, ecsArn, everywhere, on } from './requests.ts';

interface OnScalable {
  readonly ServiceNamespace?: string | undefined;
  readonly ResourceId?: string | undefined;
}

const LINKED = 'ecs.application-autoscaling.amazonaws.com';

/** AWS names a scalable target by a random id, and asks whether the caller may do by hand what it will do. */
export function onScalable(action: string) {
  return (input: OnScalable, account: Account): readonly IamRequest[] => [
    ...on(`application-autoscaling:${action}`, account, 'scalable-target/0ec51a2b').map((request) => ({
      ...request,
      context: { 'application-autoscaling:service-namespace': input.ServiceNamespace ?? '' },
    })),
    ...alsoAsked(action, input, account),
  ];
}

function alsoAsked(action: string, input: OnScalable, account: Account): readonly IamRequest[] {
  if (action === 'RegisterScalableTarget') return onService(input, account);
  return action.endsWith('ScheduledAction') ? [] : onAlarms(action, input, account);
}

/** The first registration of an account makes the role that AWS scales with. */
function onService({ ResourceId = '' }: OnScalable, account: Account): readonly IamRequest[] {
  const [, cluster = ''] = ResourceId.split('/');
  const service = {
    resource: ecsArn(account, ResourceId),
    context: { 'ecs:cluster': clusterArn(account, cluster) },
  };
  const role = `aws-service-role/${LINKED}/AWSServiceRoleForApplicationAutoScaling_ECSService`;
  return [
    { action: 'ecs:DescribeServices', ...service },
    { action: 'ecs:UpdateService', ...service },
    {
      action: 'iam:CreateServiceLinkedRole',
      resource: `arn:aws:iam::${account.account}:role/${role}`,
      context: { 'iam:AWSServiceName': LINKED },
    },
  ];
}

/** Those that target tracking keeps for a policy. */
function onAlarms(action: string, { ResourceId = '' }: OnScalable, account: Account): readonly IamRequest[] {
  const writing = action === 'PutScalingPolicy' ? 'cloudwatch:PutMetricAlarm' : 'cloudwatch:DeleteAlarms';
  return [
    ...everywhere('cloudwatch:DescribeAlarms'),
    ...on(writing, account, `alarm:TargetTracking-${ResourceId}-AlarmHigh-0a1b2c3d`),
  ];
}

export function putMetricAlarm(
  { AlarmName }: PutMetricAlarmCommandInput,
  account: Account,
): readonly IamRequest[] {
  return on('cloudwatch:PutMetricAlarm', account, `alarm:${AlarmName}`);
}

export function deleteAlarms(
  { AlarmNames = [] }: DeleteAlarmsCommandInput,
  account: Account,
): readonly IamRequest[] {
  return AlarmNames.flatMap((name) => on('cloudwatch:DeleteAlarms', account, `alarm:${name}`));
}

export function alarmTags({ ResourceARN = '' }: ListTagsForResourceCommandInput): readonly IamRequest[] {
  return [{ action: 'cloudwatch:ListTagsForResource', resource: ResourceARN }];
}

export function updateGroup(
  { AutoScalingGroupName }: { readonly AutoScalingGroupName?: string | undefined },
  account: Account,
): readonly IamRequest[] {
  const group = `autoScalingGroup:0a1b2c3d:autoScalingGroupName/${AutoScalingGroupName}`;
  return on('autoscaling:UpdateAutoScalingGroup', account, group);
}

/** A call that names no provider is about all of them. */
export function onProviders(action: string) {
  return (
    {
      name,
      capacityProviders = [name ?? '*'],
    }: { readonly name?: string; readonly capacityProviders?: readonly string[] },
    account: Account,
  ): readonly IamRequest[] =>
    capacityProviders.map((provider) => ({
      action,
      resource: ecsArn(account, `capacity-provider/${provider}`),
    }));
}
