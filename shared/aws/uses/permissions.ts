import type { UseReaderName } from '../uses.ts';

/** The IAM actions that each reader needs, in every account that is read; `elsewhere` only where roles are assumed. */
export const USE_PERMISSIONS: Readonly<Record<UseReaderName | 'elsewhere', readonly string[]>> = {
  tasks: ['ecs:ListClusters', 'ecs:ListTasks', 'ecs:DescribeTasks', 'ecs:DescribeTaskDefinition'],
  services: [
    'ecs:ListClusters',
    'ecs:ListServices',
    'ecs:DescribeServices',
    'ecs:ListServiceDeployments',
    'ecs:DescribeServiceDeployments',
    'ecs:DescribeServiceRevisions',
    'ecs:DescribeTaskDefinition',
  ],
  definitions: ['ecs:ListTaskDefinitionFamilies', 'ecs:ListTaskDefinitions', 'ecs:DescribeTaskDefinition'],
  rules: [
    'events:ListEventBuses',
    'events:ListRules',
    'events:ListTargetsByRule',
    'ecs:DescribeTaskDefinition',
  ],
  schedules: ['scheduler:ListSchedules', 'scheduler:GetSchedule', 'ecs:DescribeTaskDefinition'],
  functions: ['lambda:ListFunctions', 'lambda:GetFunction'],
  appRunner: ['apprunner:ListServices', 'apprunner:DescribeService'],
  eks: ['inspector2:BatchGetAccountStatus', 'inspector2:ListCoverage'],
  elsewhere: ['sts:AssumeRole'],
};
