import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { EC2Client } from '@aws-sdk/client-ec2';
import type { ECSClient } from '@aws-sdk/client-ecs';
import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { SchedulerClient } from '@aws-sdk/client-scheduler';
import type { SSMClient } from '@aws-sdk/client-ssm';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type ConnectionOptions, connection } from './connection.ts';
import { type Intercept, type Interceptable, prepared } from './intercept.ts';

/** One client per service, made when it is first asked for: an event that is ignored loads none of them. */
export interface Clients {
  ecs(): Promise<ECSClient>;
  /** Log groups may lie in another region than the task; without `region` it is the clients' own. */
  logs(region?: string): Promise<CloudWatchLogsClient>;
  ec2(): Promise<EC2Client>;
  eventBridge(): Promise<EventBridgeClient>;
  scheduler(): Promise<SchedulerClient>;
  lambda(): Promise<LambdaClient>;
  ssm(): Promise<SSMClient>;
  dynamodb(): Promise<DynamoDBDocumentClient>;
}
export type ServiceName = keyof Clients;

export interface ClientOptions {
  readonly region: string;
  /** Applied to every client that is made; a simulated AWS plugs in here. */
  readonly intercept?: Intercept;
  /** Where a service is to be found instead of in AWS. */
  readonly endpoints?: Readonly<Partial<Record<ServiceName, string>>>;
  /** Instead of the SDK's own chain: for endpoints that know no real account. */
  readonly credentials?: ConnectionOptions['credentials'];
}

/**
 * The SDK is reached through `sdk/*.ts`, which name what is used of each package: a bundler drops the rest only
 * when it sees the names, and `import()` of a package shows it none (a quarter to a third more bytes).
 */
export function createClients(options: ClientOptions): Clients {
  const ready = <Client extends Interceptable>(client: Client) => prepared(client, options.intercept);
  const to = (service: ServiceName, region = options.region) =>
    connection(service, { ...options, region, endpoint: options.endpoints?.[service] });

  return {
    ecs: once(async () => ready(new (await import('./sdk/ecs.ts')).ECSClient(to('ecs')))),
    logs: oncePerKey(options.region, async (region) =>
      ready(new (await import('./sdk/logs.ts')).CloudWatchLogsClient(to('logs', region))),
    ),
    ec2: once(async () => ready(new (await import('./sdk/ec2.ts')).EC2Client(to('ec2')))),
    eventBridge: once(async () =>
      ready(new (await import('./sdk/event-bridge.ts')).EventBridgeClient(to('eventBridge'))),
    ),
    scheduler: once(async () =>
      ready(new (await import('./sdk/scheduler.ts')).SchedulerClient(to('scheduler'))),
    ),
    lambda: once(async () => ready(new (await import('./sdk/lambda.ts')).LambdaClient(to('lambda')))),
    ssm: once(async () => ready(new (await import('./sdk/ssm.ts')).SSMClient(to('ssm')))),
    dynamodb: once(async () => {
      const { DynamoDBClient, DynamoDBDocumentClient } = await import('./sdk/dynamodb.ts');
      return ready(DynamoDBDocumentClient.from(new DynamoDBClient(to('dynamodb')), DOCUMENTS));
    }),
  };
}

/** Optional fields that are absent are left out of an item instead of refused. */
const DOCUMENTS = { marshallOptions: { removeUndefinedValues: true } };

/** Makes it when it is first asked for, and gives the same from then on. */
export function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function oncePerKey<Value>(usual: string, make: (key: string) => Promise<Value>) {
  const made = new Map<string, Promise<Value>>();
  return (key = usual): Promise<Value> => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}
