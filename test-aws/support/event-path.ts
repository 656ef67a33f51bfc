import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { QueueRecord } from '../../shared/triage.ts';

/** An event as AWS's services send it. */
export interface AwsEvent {
  readonly source: string;
  readonly 'detail-type': string;
  readonly resources: readonly string[];
  readonly detail: object;
}

/** The way of an event: an event bus, a rule, a queue, and what polls it. */
export interface EventPath {
  put(event: AwsEvent): Promise<void>;
  /** As Lambda does it with partial batches: whatever the consumer does not give back is deleted. */
  poll(consume: (records: readonly QueueRecord[]) => Promise<readonly string[]>): Promise<void>;
}

/** In moto, where events of AWS's own sources can be put on a bus; AWS refuses them from anybody else. */
export async function openEventPath(name: string, pattern: object): Promise<EventPath> {
  const [events, sqs] = [new EventBridgeClient({}), new SQSClient({})];
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  await events.send(new CreateEventBusCommand({ Name: name }));
  const rule = { Name: name, EventBusName: name, EventPattern: JSON.stringify(pattern) };
  await events.send(new PutRuleCommand(rule));
  const Arn = `arn:aws:sqs:eu-west-1:123456789012:${name}`;
  await events.send(new PutTargetsCommand({ Rule: name, EventBusName: name, Targets: [{ Id: '1', Arn }] }));

  async function put(event: AwsEvent): Promise<void> {
    const entry = {
      EventBusName: name,
      Source: event.source,
      DetailType: event['detail-type'],
      Resources: [...event.resources],
      Detail: JSON.stringify(event.detail),
    };
    await events.send(new PutEventsCommand({ Entries: [entry] }));
  }

  async function poll(
    consume: (records: readonly QueueRecord[]) => Promise<readonly string[]>,
  ): Promise<void> {
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

  return { put, poll };
}
