import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { type Consume, createQueue } from './queue.ts';

/** An event as AWS's services send it. */
export interface AwsEvent {
  readonly source: string;
  readonly 'detail-type': string;
  readonly resources: readonly string[];
  readonly detail: object;
}

/** The way of an event: an event bus, a rule, a queue, and what polls it. */
export interface EventPath {
  put(...events: readonly AwsEvent[]): Promise<void>;
  poll(consume: Consume): Promise<void>;
}

/** PutEvents takes so many at once. */
const PER_CALL = 10;

/**
 * In moto, where anybody may put events of AWS's own sources on a bus; AWS itself refuses them. `settings` are the
 * queue's attributes.
 */
export async function openEventPath(
  name: string,
  pattern: object,
  settings: Record<string, string> = {},
): Promise<EventPath> {
  const events = new EventBridgeClient({});
  const { arn: Arn, poll } = await createQueue(name, settings);
  await events.send(new CreateEventBusCommand({ Name: name }));
  const rule = { Name: name, EventBusName: name, EventPattern: JSON.stringify(pattern) };
  await events.send(new PutRuleCommand(rule));
  await events.send(new PutTargetsCommand({ Rule: name, EventBusName: name, Targets: [{ Id: '1', Arn }] }));

  async function put(...many: readonly AwsEvent[]): Promise<void> {
    if (many.length === 0) return;
    const Entries = many.slice(0, PER_CALL).map((event) => ({ EventBusName: name, ...entryOf(event) }));
    await events.send(new PutEventsCommand({ Entries }));
    await put(...many.slice(PER_CALL));
  }

  return { put, poll };
}

function entryOf({ source, resources, detail, 'detail-type': DetailType }: AwsEvent) {
  return { Source: source, DetailType, Resources: [...resources], Detail: JSON.stringify(detail) };
}
