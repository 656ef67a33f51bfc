import type { FunctionName } from './declared-permissions.ts';

/** One thing that IAM could be asked, as stage `prod` of account 123456789012 in eu-west-1. */
export interface Attempt {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/** What a function cannot do, in words for docs/iam.md, and the attempts that a test sees denied. */
export interface Denial {
  readonly cannot: string;
  /** Service prefixes of which no action at all is allowed, on any resource. */
  readonly services?: readonly string[];
  readonly attempts?: readonly Attempt[];
}

const HOME = 'eu-west-1:123456789012';
const ELSEWHERE = ['eu-west-1:999999999999', 'us-east-1:123456789012'];
const SERVICE = `arn:aws:ecs:${HOME}:service/prod/api`;
const CLUSTER = `arn:aws:ecs:${HOME}:cluster/prod`;
const DEFINITION = `arn:aws:ecs:${HOME}:task-definition/api:7`;
const TASK = `arn:aws:ecs:${HOME}:task/prod/0a1b2c3d`;
const LEDGER = `arn:aws:dynamodb:${HOME}:table/LedgerTable`;
const ROLE = 'arn:aws:iam::123456789012:role/api';

const respond = (qualifier: string) => `arn:aws:lambda:${HOME}:function:watchkeeper-prod-respond${qualifier}`;
const parameter = (name: string) => `arn:aws:ssm:${HOME}:parameter/${name}`;
const each = (actions: readonly string[], resource: string): readonly Attempt[] =>
  actions.map((action) => ({ action, resource }));

const BUDGETS: Denial = {
  cannot: 'Change a budget, or remove or replace anything in the ledger.',
  attempts: [
    ...['dynamodb:GetItem', 'dynamodb:UpdateItem'].map((action) => ({
      action,
      resource: LEDGER,
      context: { 'dynamodb:LeadingKeys': ['budget/account/2026-11-23T09'] },
    })),
    ...each(['dynamodb:PutItem', 'dynamodb:DeleteItem', 'dynamodb:Scan', 'dynamodb:DeleteTable'], LEDGER),
  ],
};

const FLEET_UNSEEN: Denial = {
  cannot: 'See or change anything of ECS, EC2, EventBridge, IAM or CloudFormation.',
  services: ['ecs', 'ec2', 'events', 'scheduler', 'iam', 'sts', 'cloudformation'],
};

export const DENIALS: Readonly<Record<FunctionName, readonly Denial[]>> = {
  'ecs-events': [
    FLEET_UNSEEN,
    { cannot: 'Read a secret or the kill switch.', services: ['ssm', 'secretsmanager', 'kms'] },
    {
      cannot: 'Call any function but the response, or that by another version.',
      attempts: [
        { action: 'lambda:InvokeFunction', resource: `arn:aws:lambda:${HOME}:function:payments:durable` },
        { action: 'lambda:InvokeFunction', resource: respond('') },
        { action: 'lambda:InvokeFunction', resource: respond(':3') },
        {
          action: 'lambda:SendDurableExecutionCallbackSuccess',
          resource: respond(':3/durable-execution/a/b'),
        },
      ],
    },
    BUDGETS,
  ],
  respond: [
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
      cannot: 'Touch what is tagged `watchkeeper:mode` `off` or `observe`, whatever the code decides.',
      attempts: ['off', 'observe'].flatMap((mode) => [
        change({ 'ecs:cluster': CLUSTER, 'aws:ResourceTag/watchkeeper:mode': mode }),
        run({ 'ecs:cluster': CLUSTER, 'aws:ResourceTag/watchkeeper:mode': mode }),
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
    {
      cannot: 'Read any other parameter, or turn its own kill switch.',
      attempts: [
        ...each(['ssm:GetParameter'], parameter('prod/database-password')),
        ...each(['ssm:GetParameter'], parameter('watchkeeper/dev/slack-token')),
        ...each(['ssm:PutParameter', 'ssm:DeleteParameter'], parameter('watchkeeper/prod/kill-switch')),
      ],
    },
    {
      cannot: 'Remove anything from the ledger, or list what is in it.',
      attempts: each(
        [
          'dynamodb:DeleteItem',
          'dynamodb:Scan',
          'dynamodb:Query',
          'dynamodb:DeleteTable',
          'dynamodb:UpdateTable',
        ],
        LEDGER,
      ),
    },
    {
      cannot: 'Change its own code, configuration or stack.',
      services: ['cloudformation'],
      attempts: each(
        ['lambda:UpdateFunctionCode', 'lambda:UpdateFunctionConfiguration', 'lambda:AddPermission'],
        respond(''),
      ),
    },
  ],
  slack: [
    FLEET_UNSEEN,
    {
      cannot: 'Start a response, or wake anything but a response.',
      attempts: [
        { action: 'lambda:InvokeFunction', resource: respond(':durable') },
        {
          action: 'lambda:SendDurableExecutionCallbackSuccess',
          resource: `arn:aws:lambda:${HOME}:function:payments:3/durable-execution/a/b`,
        },
      ],
    },
    {
      cannot: 'Read the Slack token, the kill switch or any other parameter.',
      attempts: [
        'watchkeeper/prod/slack-token',
        'watchkeeper/prod/kill-switch',
        'prod/database-password',
      ].map((name) => ({ action: 'ssm:GetParameter', resource: parameter(name) })),
    },
    BUDGETS,
  ],
};

type Context = NonNullable<Attempt['context']>;

function change(context: Context, resource = SERVICE): Attempt {
  return { action: 'ecs:UpdateService', resource, context };
}

function run(context: Context, resource = DEFINITION): Attempt {
  return { action: 'ecs:RunTask', resource, context };
}

function pass(service: string, resource = ROLE): Attempt {
  return { action: 'iam:PassRole', resource, context: { 'iam:PassedToService': service } };
}

function tag(resource: string, context: Context): Attempt {
  return { action: 'ecs:TagResource', resource, context };
}
