import { type Denial, each, LEDGER, parameter } from './iam-attempts.ts';

/** What no response can do, whatever its domain; `own` is the ARN of its function. */
export function responseDenials(own: string): readonly Denial[] {
  return [
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
        own,
      ),
    },
  ];
}
