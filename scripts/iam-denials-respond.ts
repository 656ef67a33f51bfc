import {
  CLUSTER,
  change,
  type Denial,
  ELSEWHERE,
  each,
  pass,
  REPOSITORY,
  ROLE,
  respond,
  restore,
  run,
  SERVICE,
  TASK,
  tag,
} from './iam-attempts.ts';
import { responseDenials } from './iam-denials-response.ts';

/** What the response cannot do, although it is the one that may change the fleet. */
export const RESPOND_DENIALS: readonly Denial[] = [
  {
    cannot:
      'Stop a task, delete or create anything in ECS, register a task definition, open a shell in a task.',
    attempts: [
      ...each(['ecs:StopTask', 'ecs:ExecuteCommand', 'ecs:UpdateTaskProtection'], TASK),
      ...each(['ecs:CreateService', 'ecs:DeleteService', 'ecs:StopServiceDeployment'], SERVICE),
      ...each(['ecs:RegisterTaskDefinition', 'ecs:DeregisterTaskDefinition'], '*'),
      ...each(['ecs:UpdateCluster', 'ecs:DeleteCluster', 'ecs:PutClusterCapacityProviders'], CLUSTER),
    ],
  },
  {
    cannot: 'Push or delete an image, read its layers, or change a repository.',
    attempts: each(
      [
        'ecr:PutImage',
        'ecr:BatchDeleteImage',
        'ecr:GetDownloadUrlForLayer',
        'ecr:DeleteRepository',
        'ecr:SetRepositoryPolicy',
        'ecr:PutLifecyclePolicy',
      ],
      REPOSITORY,
    ),
  },
  {
    cannot: 'Touch what is tagged `watchkeeper:mode` `off` or `observe`, whatever the code decides.',
    attempts: ['off', 'observe'].flatMap((mode) => [
      change({ 'ecs:cluster': CLUSTER, 'aws:ResourceTag/watchkeeper:mode': mode }),
      {
        action: 'ecs:ContinueServiceDeployment',
        resource: SERVICE,
        context: { 'ecs:cluster': CLUSTER, 'aws:ResourceTag/watchkeeper:mode': mode },
      },
      run({ 'ecs:cluster': CLUSTER, 'aws:ResourceTag/watchkeeper:mode': mode }),
      restore({ 'aws:ResourceTag/watchkeeper:mode': mode }),
    ]),
  },
  {
    cannot: 'Act in another account or Region.',
    attempts: ELSEWHERE.flatMap((place) => [
      change({ 'ecs:cluster': `arn:aws:ecs:${place}:cluster/prod` }),
      change({ 'ecs:cluster': CLUSTER }, `arn:aws:ecs:${place}:service/prod/api`),
      run({ 'ecs:cluster': `arn:aws:ecs:${place}:cluster/prod` }),
      run({ 'ecs:cluster': CLUSTER }, `arn:aws:ecs:${place}:task-definition/api:7`),
      { action: 'ecs:DescribeServices', resource: `arn:aws:ecs:${place}:service/prod/api` },
      restore({}, `arn:aws:ecr:${place}:repository/shop/api`),
    ]),
  },
  {
    cannot: 'Hand a role to anything but ECS tasks, or a role of another account to anything.',
    attempts: [
      { action: 'iam:PassRole', resource: ROLE },
      pass('ec2.amazonaws.com'),
      pass('lambda.amazonaws.com'),
      pass('ecs-tasks.amazonaws.com', 'arn:aws:iam::999999999999:role/api'),
      { action: 'sts:AssumeRole', resource: ROLE },
      ...each(['iam:CreateRole', 'iam:PutRolePolicy', 'iam:AttachRolePolicy', 'iam:CreateAccessKey'], ROLE),
    ],
  },
  {
    cannot: 'Tag anything but a task that it starts, or with any but its own two tags.',
    attempts: [
      tag(TASK, { 'aws:TagKeys': ['watchkeeper:incident'] }),
      tag(SERVICE, { 'ecs:CreateAction': 'RunTask', 'aws:TagKeys': ['watchkeeper:incident'] }),
      tag(TASK, { 'ecs:CreateAction': 'RunTask', 'aws:TagKeys': ['watchkeeper:incident', 'team'] }),
      tag(TASK, { 'ecs:CreateAction': 'CreateService', 'aws:TagKeys': ['watchkeeper:incident'] }),
    ],
  },
  ...responseDenials(respond('')),
];
