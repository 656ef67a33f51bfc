import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import middy from '@middy/core';
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import { z } from 'zod';

// What triage does for one ECS stop event, built as the documentation of middy and Powertools has one build it:
// everything loaded at start, each message made idempotent in DynamoDB, failures counted per service and hour.

const { LEDGER_TABLE = '', RESPOND_FUNCTION = '', RESPOND_ALIAS = '' } = process.env;
const THRESHOLD = 5;
const DAY_SECONDS = 86_400;

const StoppedTask = z.object({
  id: z.string(),
  time: z.string(),
  detail: z.object({
    taskArn: z.string(),
    clusterArn: z.string(),
    group: z.string(),
    lastStatus: z.string(),
    stopCode: z.string().optional(),
    stoppedReason: z.string().optional(),
    containers: z.array(
      z.object({ name: z.string(), exitCode: z.number().optional(), reason: z.string().optional() }),
    ),
  }),
});
type StoppedTask = z.infer<typeof StoppedTask>;

const logger = new Logger({ serviceName: 'bench' });
const metrics = new Metrics({ namespace: 'Bench', serviceName: 'bench' });
const database = DynamoDBDocumentClient.from(new DynamoDBClient());
const lambda = new LambdaClient();
const processor = new BatchProcessor(EventType.SQS);
const idempotency = new IdempotencyConfig({ eventKeyJmesPath: 'detail.taskArn' });
const persistenceStore = new DynamoDBPersistenceLayer({
  tableName: LEDGER_TABLE,
  keyAttr: 'pk',
  sortKeyAttr: 'sk',
});

const countOnce = makeIdempotent(count, { persistenceStore, config: idempotency });

async function take(record: SQSRecord): Promise<void> {
  const event = StoppedTask.parse(JSON.parse(record.body));
  metrics.addMetric('signals', MetricUnit.Count, 1);
  if (event.detail.stopCode === 'ServiceSchedulerInitiated') return;
  await countOnce(event);
}

async function count({ time, detail }: StoppedTask): Promise<{ readonly failures: number }> {
  const { Attributes } = await database.send(
    new UpdateCommand({
      TableName: LEDGER_TABLE,
      Key: { pk: `${detail.clusterArn}/${detail.group}`, sk: time.slice(0, 13) },
      UpdateExpression: 'SET expires = :expires ADD failures :one',
      ExpressionAttributeValues: { ':one': 1, ':expires': Math.floor(Date.now() / 1000) + DAY_SECONDS },
      ReturnValues: 'ALL_NEW',
    }),
  );
  const failures = Number(Attributes?.failures);
  logger.info('counted', { group: detail.group, failures });
  if (failures === THRESHOLD || !detail.group.startsWith('service:')) await respond(detail);
  return { failures };
}

async function respond(detail: StoppedTask['detail']): Promise<void> {
  await lambda.send(
    new InvokeCommand({
      FunctionName: RESPOND_FUNCTION,
      Qualifier: RESPOND_ALIAS,
      InvocationType: 'Event',
      Payload: Buffer.from(JSON.stringify(detail)),
    }),
  );
  metrics.addMetric('incidents', MetricUnit.Count, 1);
}

export const handler = middy(async (event: SQSEvent, context: Context) => {
  idempotency.registerLambdaContext(context);
  return processPartialResponse(event, take, processor, { context });
})
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics));
