import * as z from 'zod/mini';
import type { UseScope } from '../../domain/image.ts';

/** The IAM actions that it takes to find out who uses which image: what `imageUses` of the reads declares. */
export const IMAGE_USE_PERMISSIONS: readonly string[] = [
  'apprunner:DescribeService',
  'apprunner:ListServices',
  'ecs:DescribeServiceDeployments',
  'ecs:DescribeServiceRevisions',
  'ecs:DescribeServices',
  'ecs:DescribeTaskDefinition',
  'ecs:DescribeTasks',
  'ecs:ListClusters',
  'ecs:ListServiceDeployments',
  'ecs:ListServices',
  'ecs:ListTaskDefinitionFamilies',
  'ecs:ListTaskDefinitions',
  'ecs:ListTasks',
  'events:ListEventBuses',
  'events:ListRules',
  'events:ListTargetsByRule',
  'inspector2:BatchGetAccountStatus',
  'inspector2:ListCoverage',
  'lambda:GetFunction',
  'lambda:ListFunctions',
  'scheduler:GetSchedule',
  'scheduler:ListSchedules',
  'sts:AssumeRole',
];

/** Settings that say where else to look for who uses an image. */
export const useScope = {
  /** So many newest active task definitions of each family are kept for a rollback. */
  revisions: z._default(z.int().check(z.minimum(1), z.maximum(100)), 5),
  /** EKS pulls from this registry, too: Inspector must say what runs there, or nothing is removed. */
  eks: z._default(z.boolean(), false),
  /** Other Regions, and other accounts by a role, whose workloads pull from this registry. */
  elsewhere: z._default(
    z.array(
      z.strictObject({
        roleArn: z.optional(
          z.string().check(z.regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/)),
        ),
        regions: z
          .array(z.string().check(z.regex(/^[a-z]{2,6}(-[a-z]+){1,3}-\d{1,2}$/)))
          .check(z.minLength(1), z.maxLength(40)),
      }),
    ),
    [],
  ),
};

type UseSettings = Pick<UseScope, 'elsewhere'> & { readonly revisions: number; readonly eks: boolean };

/** The part of the settings that is about uses. */
export function scopeOf(account: string, { revisions, eks, elsewhere }: UseSettings): UseScope {
  return { account, rollbackDepth: revisions, watchesEks: eks, elsewhere };
}
