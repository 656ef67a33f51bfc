import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Delivery } from '../../local/bus.ts';
import type { QueueRecord } from '../../shared/triage.ts';
import { type Deployment, REGION } from './deployment.ts';

interface MappingSettings {
  readonly EventSourceArn: string;
  readonly FunctionName: string;
  readonly BatchSize: number;
  readonly MaximumBatchingWindowInSeconds: number;
}

interface QueueSettings {
  readonly VisibilityTimeout: number;
  readonly RedrivePolicy: { readonly deadLetterTargetArn: string; readonly maxReceiveCount: number };
}

/** From a queue to the function that it feeds, as the template says. */
export interface Mapping {
  readonly queueArn: string;
  readonly functionArn: string;
  readonly deadLetterArn: string;
  readonly delivery: Delivery;
}

export function mappingOf(deployment: Deployment, queueId: string): Mapping {
  const queueArn = deployment.arn(queueId);
  const mapping = deployment
    .all<MappingSettings>('AWS::Lambda::EventSourceMapping')
    .find(({ EventSourceArn }) => EventSourceArn === queueArn);
  if (mapping === undefined) throw new Error(`no function takes from the queue ${queueId}`);
  const { VisibilityTimeout, RedrivePolicy } = deployment.properties<QueueSettings>(queueId);
  return {
    queueArn,
    functionArn: mapping.FunctionName,
    deadLetterArn: RedrivePolicy.deadLetterTargetArn,
    delivery: {
      batchSize: mapping.BatchSize,
      windowSeconds: mapping.MaximumBatchingWindowInSeconds,
      visibilitySeconds: VisibilityTimeout,
      maxReceives: RedrivePolicy.maxReceiveCount,
    },
  };
}

/** Hand a batch to the function; gives what must come again: all of it, when the function fails. */
export async function handOver(
  batch: readonly QueueRecord[],
  { queueArn }: Mapping,
  invoke: (event: SQSEvent) => Promise<unknown>,
): Promise<readonly string[]> {
  const event: SQSEvent = { Records: batch.map((record) => sqsRecord(record, queueArn)) };
  try {
    const answer = (await invoke(event)) as SQSBatchResponse;
    return answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  } catch {
    return batch.map(({ id }) => id);
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
function sqsRecord({ id, body }: QueueRecord, eventSourceARN: string): SQSEvent['Records'][number] {
  return {
    messageId: id,
    receiptHandle: `receipt-of-${id}`,
    body,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '1795433859871',
      SenderId: 'AIDAIENQZJOLO23YVJ4VO',
      ApproximateFirstReceiveTimestamp: '1795433859872',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN,
    awsRegion: REGION,
  };
}
