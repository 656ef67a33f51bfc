import {
  type Attempt,
  type Denial,
  ELSEWHERE,
  each,
  HOME,
  ROLE,
  respond,
  respondEcr,
} from './iam-attempts.ts';
import { responseDenials } from './iam-denials-response.ts';

const REPOSITORY = `arn:aws:ecr:${HOME}:repository/payments/api`;
const PUBLIC_REPOSITORY = `arn:aws:ecr-public::${HOME.split(':')[1]}:repository/tools/agent`;
const BUS = `arn:aws:events:${HOME}:event-bus/default`;
const CHANGES = [
  'ecr:UpdateImageStorageClass',
  'ecr:BatchDeleteImage',
  'ecr:PutImage',
  'ecr:PutImageTagMutability',
  'ecr:PutLifecyclePolicy',
];

/** What the response for images cannot do, although it may archive and delete them. */
export const RESPOND_ECR_DENIALS: readonly Denial[] = [
  {
    cannot: 'Change anything in ECS, hand over a role, or run anything anywhere.',
    services: ['iam', 'ec2', 'cloudformation'],
    attempts: [
      ...each(['ecs:UpdateService', 'ecs:CreateService'], `arn:aws:ecs:${HOME}:service/prod/api`),
      ...each(['ecs:RunTask'], `arn:aws:ecs:${HOME}:task-definition/api:7`),
      ...each(['ecs:StopTask'], `arn:aws:ecs:${HOME}:task/prod/0a1b2c3d`),
      ...each(['events:PutRule', 'events:PutTargets'], `arn:aws:events:${HOME}:rule/nightly`),
      ...each(['scheduler:UpdateSchedule'], `arn:aws:scheduler:${HOME}:schedule/default/nightly`),
      ...each(['apprunner:UpdateService'], `arn:aws:apprunner:${HOME}:service/portal/0a1b2c3d`),
      ...each(['lambda:InvokeFunction'], `arn:aws:lambda:${HOME}:function:payments`),
      ...each(['lambda:InvokeFunction'], respond(':durable')),
    ],
  },
  {
    cannot: 'Upload a layer of an image, or download one.',
    attempts: each(
      [
        'ecr:InitiateLayerUpload',
        'ecr:UploadLayerPart',
        'ecr:CompleteLayerUpload',
        'ecr:GetDownloadUrlForLayer',
      ],
      REPOSITORY,
    ),
  },
  {
    cannot: 'Create or delete a repository, or change who may pull from it, its tags or its encryption.',
    attempts: [
      ...each(['ecr:CreateRepository', 'ecr:DeleteRepository'], REPOSITORY),
      ...each(['ecr:SetRepositoryPolicy', 'ecr:DeleteRepositoryPolicy', 'ecr:TagResource'], REPOSITORY),
      ...each(['ecr:PutRegistryPolicy', 'ecr:PutReplicationConfiguration'], '*'),
    ],
  },
  {
    cannot:
      'Touch a repository, or images of one, that is tagged `watchkeeper:mode` `off` or `observe`, whatever the code decides.',
    attempts: ['off', 'observe'].flatMap((mode) => [
      ...changes(REPOSITORY, mode),
      { action: 'ecr-public:BatchDeleteImage', resource: PUBLIC_REPOSITORY, context: tagged(mode) },
    ]),
  },
  {
    cannot: 'Push to ECR Public, or change a repository there.',
    attempts: each(
      [
        'ecr-public:PutImage',
        'ecr-public:InitiateLayerUpload',
        'ecr-public:CreateRepository',
        'ecr-public:DeleteRepository',
        'ecr-public:SetRepositoryPolicy',
        'ecr-public:PutRepositoryCatalogData',
      ],
      PUBLIC_REPOSITORY,
    ),
  },
  {
    cannot: 'Touch a registry of another account or Region.',
    attempts: ELSEWHERE.flatMap((place) => changes(`arn:aws:ecr:${place}:repository/payments/api`, 'act')),
  },
  {
    cannot:
      'Put an event that is not its own, or on another bus than the one that is named, nor look for another.',
    attempts: [
      { action: 'events:PutEvents', resource: BUS, context: { 'events:source': ['aws.ecs'] } },
      ...each(['events:DescribeEventBus', 'events:PutEvents'], BUS.replace('default', 'payments')),
    ],
  },
  {
    cannot: 'Take on any role but those that `imageRoles` names.',
    attempts: each(['sts:AssumeRole'], ROLE),
  },
  ...responseDenials(respondEcr('')),
];

function changes(resource: string, mode: string): readonly Attempt[] {
  return CHANGES.map((action) => ({ action, resource, context: tagged(mode) }));
}

function tagged(mode: string): NonNullable<Attempt['context']> {
  return { 'aws:ResourceTag/watchkeeper:mode': mode };
}
