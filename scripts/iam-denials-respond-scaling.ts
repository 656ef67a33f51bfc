import {
  type Attempt,
  CLUSTER,
  change,
  type Denial,
  ELSEWHERE,
  each,
  HOME,
  ROLE,
  respond,
  respondEcr,
  respondScaling,
} from './iam-attempts.ts';
import { responseDenials } from './iam-denials-response.ts';

const GROUP = `arn:aws:autoscaling:${HOME}:autoScalingGroup:0a1b:autoScalingGroupName/workers`;
const PROVIDER = `arn:aws:ecs:${HOME}:capacity-provider/spot`;
const SCALED = `arn:aws:application-autoscaling:${HOME}:scalable-target/0ec5`;
const OF_ECS = { 'application-autoscaling:service-namespace': 'ecs' };
const LINKED = `arn:aws:iam::123456789012:role/aws-service-role`;

/** What the response for what scales cannot do, although it may change how much there is of it. */
export const RESPOND_SCALING_DENIALS: readonly Denial[] = [
  {
    cannot: 'See or touch an image, an instance, a rule or a schedule, or take on a role.',
    services: ['ecr', 'ec2', 'events', 'scheduler', 'sts', 'cloudformation'],
  },
  {
    cannot:
      'Run or stop a task, create or delete a service, hand over a role, or put another revision into a service.',
    attempts: [
      ...each(['ecs:RunTask'], `arn:aws:ecs:${HOME}:task-definition/api:7`),
      ...each(['ecs:StopTask'], `arn:aws:ecs:${HOME}:task/prod/0a1b2c3d`),
      ...each(['ecs:CreateService', 'ecs:DeleteService'], `arn:aws:ecs:${HOME}:service/prod/api`),
      ...each(['ecs:RegisterTaskDefinition'], '*'),
      ...each(['iam:PassRole', 'iam:CreateRole'], ROLE),
    ],
  },
  {
    cannot:
      'Create, delete or refresh a group, end one of its instances, or change who uses a capacity provider.',
    attempts: [
      ...each(
        [
          'autoscaling:CreateAutoScalingGroup',
          'autoscaling:DeleteAutoScalingGroup',
          'autoscaling:TerminateInstanceInAutoScalingGroup',
          'autoscaling:StartInstanceRefresh',
          'autoscaling:PutScalingPolicy',
        ],
        GROUP,
      ),
      ...each(['ecs:CreateCapacityProvider', 'ecs:DeleteCapacityProvider'], PROVIDER),
      ...each(['ecs:PutClusterCapacityProviders'], CLUSTER),
    ],
  },
  {
    cannot: 'Touch what is tagged `watchkeeper:mode` `off` or `observe`, whatever the code decides.',
    attempts: ['off', 'observe'].flatMap((mode) =>
      changes(HOME, { 'aws:ResourceTag/watchkeeper:mode': mode }),
    ),
  },
  { cannot: 'Act in another account or Region.', attempts: ELSEWHERE.flatMap((place) => changes(place, {})) },
  {
    cannot: 'Change how anything but ECS services scales by itself.',
    attempts: [
      {
        action: 'application-autoscaling:RegisterScalableTarget',
        resource: SCALED,
        context: { 'application-autoscaling:service-namespace': 'dynamodb' },
      },
      {
        action: 'iam:CreateServiceLinkedRole',
        resource: `${LINKED}/dynamodb.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_DynamoDBTable`,
        context: { 'iam:AWSServiceName': 'dynamodb.application-autoscaling.amazonaws.com' },
      },
    ],
  },
  {
    cannot: 'Change or silence an alarm, but for those of scaling policies of services.',
    // Those of the stack itself begin with the prefix, too.
    attempts: ['api-cpu-high', 'watchkeeper-prod-dead-letters'].flatMap((name) =>
      each(
        [
          'cloudwatch:PutMetricAlarm',
          'cloudwatch:DeleteAlarms',
          'cloudwatch:SetAlarmState',
          'cloudwatch:DisableAlarmActions',
        ],
        `arn:aws:cloudwatch:${HOME}:alarm:${name}`,
      ),
    ),
  },
  {
    cannot: 'Start the response of another domain, or any other function.',
    attempts: [
      ...each(['lambda:InvokeFunction'], respond(':durable')),
      ...each(['lambda:InvokeFunction'], respondEcr(':durable')),
      ...each(['lambda:InvokeFunction'], `arn:aws:lambda:${HOME}:function:payments`),
    ],
  },
  ...responseDenials(respondScaling('')),
];

function changes(place: string, context: NonNullable<Attempt['context']>): readonly Attempt[] {
  const here = (arn: string) => arn.replace(HOME, place);
  return [
    change({ 'ecs:cluster': here(CLUSTER), ...context }, here(`arn:aws:ecs:${HOME}:service/prod/api`)),
    { action: 'autoscaling:UpdateAutoScalingGroup', resource: here(GROUP), context },
    { action: 'ecs:UpdateCapacityProvider', resource: here(PROVIDER), context },
    {
      action: 'application-autoscaling:RegisterScalableTarget',
      resource: here(SCALED),
      context: { ...OF_ECS, ...context },
    },
  ];
}
