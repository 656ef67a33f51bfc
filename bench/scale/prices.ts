/** What AWS asks, in dollars, in us-east-1, without the free tier. */
export interface Price {
  readonly what: string;
  readonly dollars: number;
  readonly per: number;
  readonly unit: string;
  readonly source: string;
}

/** When the prices were looked up. */
export const PRICES_OF = '2026-11-23';

const MILLION = 1_000_000;

export const PRICES = {
  sqs: {
    what: 'SQS',
    dollars: 0.4,
    per: MILLION,
    unit: 'requests',
    source: 'https://aws.amazon.com/sqs/pricing/',
  },
  invocations: {
    what: 'Lambda',
    dollars: 0.2,
    per: MILLION,
    unit: 'invocations',
    source: 'https://aws.amazon.com/lambda/pricing/',
  },
  compute: {
    what: 'Lambda time, arm64',
    dollars: 13.3334,
    per: MILLION,
    unit: 'GB-seconds',
    source: 'https://aws.amazon.com/lambda/pricing/',
  },
  durable: {
    what: 'Durable executions',
    dollars: 8,
    per: MILLION,
    unit: 'operations',
    source: 'https://aws.amazon.com/lambda/pricing/',
  },
  written: {
    what: 'DynamoDB',
    dollars: 0.625,
    per: MILLION,
    unit: 'write units',
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
  },
  read: {
    what: 'DynamoDB',
    dollars: 0.125,
    per: MILLION,
    unit: 'read units',
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
  },
  logs: {
    what: 'CloudWatch Logs',
    dollars: 0.5,
    per: 1,
    unit: 'GB',
    source: 'https://aws.amazon.com/cloudwatch/pricing/',
  },
} as const satisfies Readonly<Record<string, Price>>;

export type Priced = keyof typeof PRICES;
