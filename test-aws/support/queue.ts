import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { QueueRecord } from '../../shared/triage.ts';

/** Gives the ids of the records that must come again. */
export type Consume = (records: readonly QueueRecord[]) => Promise<readonly string[]>;

export interface Queue {
  readonly arn: string;
  /** Until nothing is left, as Lambda does it with partial batches: what the consumer does not give back is deleted. */
  poll(consume: Consume): Promise<void>;
  attributes(): Promise<Readonly<Record<string, string>>>;
}

/** A queue in moto's SQS. */
export async function createQueue(name: string, settings: Record<string, string> = {}): Promise<Queue> {
  const sqs = new SQSClient({});
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: settings }));

  async function poll(consume: Consume): Promise<void> {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) return;
    const records = Messages.map(({ MessageId = '', Body = '' }) => ({ id: MessageId, body: Body }));
    const failed = await consume(records);
    const Entries = Messages.filter(({ MessageId = '' }) => !failed.includes(MessageId)).map(
      ({ MessageId, ReceiptHandle }) => ({ Id: MessageId, ReceiptHandle }),
    );
    if (Entries.length > 0) await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    await poll(consume);
  }

  async function attributes(): Promise<Readonly<Record<string, string>>> {
    const all = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
    return (await sqs.send(all)).Attributes ?? {};
  }

  return { arn: `arn:aws:sqs:eu-west-1:123456789012:${name}`, poll, attributes };
}

/** What waits in a queue, which is empty then: the bodies, which are JSON. */
export async function drain({ poll }: Pick<Queue, 'poll'>): Promise<readonly Body[]> {
  const bodies: Body[] = [];
  await poll(async (records) => {
    bodies.push(...records.map(({ body }) => JSON.parse(body)));
    return [];
  });
  return bodies;
}

interface Body {
  readonly resources: readonly string[];
  readonly detail: object;
}
