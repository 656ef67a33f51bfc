import type { ActionKind } from '../domain/action.ts';
import { SCALING_ACTION_PERMISSIONS } from './scaling-permissions.ts';

const HOURS_PERMISSIONS = [
  'ecs:DescribeServices',
  'ecs:UpdateService',
  'application-autoscaling:DescribeScalableTargets',
  'application-autoscaling:RegisterScalableTarget',
  'autoscaling:DescribeAutoScalingGroups',
  'autoscaling:UpdateAutoScalingGroup',
];

/** The IAM actions that each kind of action needs, its own reads included. */
export const ACTION_PERMISSIONS: Readonly<Record<ActionKind, readonly string[]>> = {
  // iam:PassRole for the task definition's task role and execution role, to ecs-tasks.amazonaws.com only;
  // ecs:TagResource only while creating (condition ecs:CreateAction = RunTask).
  'ecs.run-task': ['ecs:RunTask', 'ecs:TagResource', 'iam:PassRole'],
  // iam:PassRole, because a call that names a task definition hands its roles to the tasks.
  'ecs.deploy-revision': ['ecs:DescribeServices', 'ecs:UpdateService', 'iam:PassRole'],
  'ecs.set-desired-count': ['ecs:DescribeServices', 'ecs:UpdateService'],
  'ecs.continue-deployment': ['ecs:DescribeServiceDeployments', 'ecs:ContinueServiceDeployment'],
  'ecr.archive-images': ['ecr:DescribeImages', 'ecr:UpdateImageStorageClass'],
  'ecr.restore-images': ['ecr:DescribeImages', 'ecr:UpdateImageStorageClass'],
  'events.put-event': ['events:DescribeEventBus', 'events:PutEvents'],
  'events.request-rollback': ['events:DescribeEventBus', 'events:PutEvents'],
  'ecr.tag-image': ['ecr:DescribeImages', 'ecr:BatchGetImage', 'ecr:PutImage'],
  'ecr.set-registry-scanning': [
    'ecr:GetRegistryScanningConfiguration',
    'ecr:PutRegistryScanningConfiguration',
  ],
  'ecr.set-tag-mutability': ['ecr:DescribeRepositories', 'ecr:PutImageTagMutability'],
  'ecr.preview-lifecycle-policy': [
    'ecr:DescribeRepositories',
    'ecr:GetLifecyclePolicy',
    'ecr:StartLifecyclePolicyPreview',
  ],
  'ecr.put-lifecycle-policy': [
    'ecr:DescribeRepositories',
    'ecr:GetLifecyclePolicy',
    'ecr:PutLifecyclePolicy',
  ],
  'ecr.delete-images': ['ecr:DescribeImages', 'ecr:BatchDeleteImage'],
  'ecr-public.delete-images': ['ecr-public:DescribeImages', 'ecr-public:BatchDeleteImage'],
  ...SCALING_ACTION_PERMISSIONS,
  'hours.sleep': HOURS_PERMISSIONS,
  'hours.wake': HOURS_PERMISSIONS,
};
