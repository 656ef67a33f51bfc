import type { FunctionName } from './declared-permissions.ts';
import {
  type Denial,
  each,
  HOME,
  LEDGER,
  parameter,
  respond,
  respondEcr,
  respondScaling,
} from './iam-attempts.ts';
import { RESPOND_DENIALS } from './iam-denials-respond.ts';
import { RESPOND_ECR_DENIALS } from './iam-denials-respond-ecr.ts';
import { RESPOND_SCALING_DENIALS } from './iam-denials-respond-scaling.ts';

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
  cannot:
    'See or change anything of ECS, ECR, EC2, Auto Scaling, CloudWatch, EventBridge, IAM or CloudFormation.',
  services: [
    ...['ecs', 'ecr', 'ec2', 'autoscaling', 'application-autoscaling', 'cloudwatch'],
    ...['events', 'scheduler', 'iam', 'sts', 'cloudformation'],
  ],
};

export const DENIALS: Readonly<Record<FunctionName, readonly Denial[]>> = {
  'ecs-events': triageDenials(respond, [respondEcr, respondScaling]),
  respond: RESPOND_DENIALS,
  'ecr-events': triageDenials(respondEcr, [respond, respondScaling]),
  'respond-ecr': RESPOND_ECR_DENIALS,
  'scaling-events': triageDenials(respondScaling, [respond, respondEcr]),
  'respond-scaling': RESPOND_SCALING_DENIALS,
  slack: [
    FLEET_UNSEEN,
    {
      cannot: 'Start a response, or wake anything but a response.',
      attempts: [
        ...[respond, respondEcr, respondScaling].map((one) => ({
          action: 'lambda:InvokeFunction',
          resource: one(':durable'),
        })),
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

/** What triage cannot do: its own domain's response, and those of the others. */
function triageDenials(own: typeof respond, others: readonly (typeof respond)[]): readonly Denial[] {
  return [
    FLEET_UNSEEN,
    { cannot: 'Read a secret or the kill switch.', services: ['ssm', 'secretsmanager', 'kms'] },
    {
      cannot: 'Call any function but the response of its own domain, or that by another version.',
      attempts: [
        { action: 'lambda:InvokeFunction', resource: `arn:aws:lambda:${HOME}:function:payments:durable` },
        ...['', ':3'].map((qualifier) => ({ action: 'lambda:InvokeFunction', resource: own(qualifier) })),
        ...others.map((other) => ({ action: 'lambda:InvokeFunction', resource: other(':durable') })),
        {
          action: 'lambda:SendDurableExecutionCallbackSuccess',
          resource: own(':3/durable-execution/a/b'),
        },
      ],
    },
    BUDGETS,
  ];
}
