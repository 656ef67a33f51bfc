import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { ROLES } from '../../../scripts/iam-doc.ts';
import { packageStack } from '../../../scripts/package.ts';
import type { Stack } from '../../../scripts/stack.ts';
import { readTemplate, type Statement } from '../../../scripts/template.ts';
import { allowedBy, type IamRequest } from '../../support/iam/policy.ts';
import { deployedStatements } from '../../support/iam/roles.ts';

const HOME = { account: '123456789012', region: 'eu-west-1' };
const ECS = 'arn:aws:ecs:eu-west-1:123456789012';
const ECR = 'arn:aws:ecr:eu-west-1:123456789012:repository';
const LOGS = 'arn:aws:logs:eu-west-1:123456789012:log-group';

const inCluster = (cluster: string) => ({ 'ecs:cluster': `${ECS}:cluster/${cluster}` });
const TAGS = { 'ecs:CreateAction': 'RunTask', 'aws:TagKeys': ['watchkeeper:incident'] };
const PASSED = { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' };

/** The same request once within and once outside what the options leave. */
const NARROWED: readonly (readonly [string, (inside: boolean) => IamRequest])[] = [
  [
    'changes services of the named clusters only',
    (inside) => {
      const cluster = inside ? 'prod-eu' : 'dev-eu';
      const resource = `${ECS}:service/${cluster}/api`;
      return { action: 'ecs:UpdateService', resource, context: inCluster(cluster) };
    },
  ],
  [
    'runs tasks in the named clusters only',
    (inside) => {
      const context = inCluster(inside ? 'prod-eu' : 'dev-eu');
      return { action: 'ecs:RunTask', resource: `${ECS}:task-definition/job:3`, context };
    },
  ],
  [
    'tags tasks of the named clusters only',
    (inside) => {
      const resource = `${ECS}:task/${inside ? 'prod-eu' : 'dev-eu'}/0a1b2c3d`;
      return { action: 'ecs:TagResource', resource, context: TAGS };
    },
  ],
  [
    'hands over the named roles only',
    (inside) => {
      const resource = `arn:aws:iam::123456789012:role/${inside ? 'ecs-job' : 'admin'}`;
      return { action: 'iam:PassRole', resource, context: PASSED };
    },
  ],
  [
    'restores images of the named repositories only',
    (inside) => {
      const resource = `arn:aws:ecr:eu-west-1:123456789012:repository/${inside ? 'shop/api' : 'tools/api'}`;
      return { action: 'ecr:UpdateImageStorageClass', resource };
    },
  ],
  [
    'reads the named logs only',
    (inside) => {
      const resource = `${LOGS}:${inside ? '/ecs/api' : '/aws/lambda/payments'}:log-stream:ecs/app/1`;
      return { action: 'logs:GetLogEvents', resource };
    },
  ],
];

const IMAGES: readonly (readonly [string, (inside: boolean) => IamRequest])[] = [
  'ecr:UpdateImageStorageClass',
  'ecr:BatchDeleteImage',
  'ecr:PutImage',
].map((action) => [
  `${action} in the named repositories only`,
  (inside) => ({ action, resource: `${ECR}/${inside ? 'shop/api' : 'tools/api'}` }),
]);

const PUBLIC = 'arn:aws:ecr-public::123456789012:repository';
const PUBLIC_IMAGES: typeof IMAGES = [
  [
    'ecr-public:BatchDeleteImage in the named repositories only',
    (inside) => ({
      action: 'ecr-public:BatchDeleteImage',
      resource: `${PUBLIC}/${inside ? 'tools/agent' : 'shop/api'}`,
    }),
  ],
];
const GROUPS = 'arn:aws:autoscaling:eu-west-1:123456789012:autoScalingGroup:0a1b:autoScalingGroupName';

const ROLES_ELSEWHERE = [
  'arn:aws:iam::111122223333:role/watchkeeper-images',
  'arn:aws:iam::222233334444:role/watchkeeper-images',
].join(',');

/** With the options that docs/deployment.md advises. */
export function checkNarrowed({ folder }: Stack): void {
  let statements: readonly Statement[] = [];
  let elsewhere: unknown;
  let ofImages: readonly Statement[] = [];
  let ofScaling: readonly Statement[] = [];
  beforeAll(() => {
    const params = [
      'clusters=prod-*',
      'taskRoles=ecs-*',
      'logGroups=/ecs/*',
      'repositories=shop/*',
      'publicRepositories=tools/*',
      `imageRoles=${ROLES_ELSEWHERE}`,
      'autoScalingGroups=ecs-*',
    ];
    packageStack({ stage: 'prod', folder, outDir: 'narrowed', params });
    const template = readTemplate(join(folder, 'narrowed'));
    elsewhere = template.Parameters.ImageRoleArns?.Default;
    statements = deployedStatements(template, ROLES.respond, HOME);
    ofImages = deployedStatements(template, ROLES['respond-ecr'], HOME);
    ofScaling = deployedStatements(template, ROLES['respond-scaling'], HOME);
  }, 180_000);

  it.each(NARROWED)('the response %s', (_what, request) => {
    expect(allowedBy(statements, request(true))).toBeDefined();
    expect(allowedBy(statements, request(false))).toBeUndefined();
  });

  it('the roles of other accounts are those that the option names', () => {
    expect(elsewhere).toBe(ROLES_ELSEWHERE);
  });

  it('the response for what scales sets the size of the named groups, and changes services of the named clusters only', () => {
    const sized = (group: string): IamRequest => ({
      action: 'autoscaling:UpdateAutoScalingGroup',
      resource: `${GROUPS}/${group}`,
    });
    const changed = (cluster: string): IamRequest => ({
      action: 'ecs:UpdateService',
      resource: `${ECS}:service/${cluster}/api`,
      context: inCluster(cluster),
    });

    expect([sized('ecs-workers'), changed('prod-eu')].map((one) => allowedBy(ofScaling, one)?.sid)).toEqual([
      'ChangeGroups',
      'ChangeServices',
    ]);
    expect([sized('web'), changed('dev-eu')].filter((one) => allowedBy(ofScaling, one))).toEqual([]);
  });

  it.each([...IMAGES, ...PUBLIC_IMAGES])('the response for images: %s', (_what, request) => {
    expect(allowedBy(ofImages, request(true))).toBeDefined();
    expect(allowedBy(ofImages, request(false))).toBeUndefined();
  });
}
