import type { QueueRecord } from '../shared/triage.ts';
import type { Timeline } from './timeline.ts';

export interface Bus {
  /** EventBridge accepts an event; it reaches the queue, and the queue's consumer a moment later. */
  put(event: object): void;
  /** Events that were given up after too many tries, as a dead-letter queue keeps them. */
  readonly deadLetters: readonly QueueRecord[];
  /** Events handed to the consumer, repeats included. */
  delivered(): number;
}

export interface BusOptions {
  readonly timeline: Timeline;
  /** Lambda's batch, as serverless.yml has it: up to 100 records, gathered for a second. */
  readonly consume: (records: readonly QueueRecord[]) => Promise<readonly string[]>;
  readonly batchSize?: number;
  /** Deliver in another order, or more than once: both are normal for EventBridge and SQS. */
  readonly disturb?: (records: readonly QueueRecord[]) => readonly QueueRecord[];
}

const WINDOW_MS = 1_000;
/** Redelivery waits for the queue's visibility timeout. */
const VISIBILITY_MS = 60_000;
const MAX_RECEIVES = 5;

/** An EventBridge rule, its queue, and the Lambda that polls it, on simulated time. */
export function createBus({
  timeline,
  consume,
  batchSize = 100,
  disturb = (records) => records,
}: BusOptions): Bus {
  const waiting: QueueRecord[] = [];
  const receives = new Map<string, number>();
  const deadLetters: QueueRecord[] = [];
  let sequence = 0;
  let polling = false;
  let delivered = 0;

  function put(event: object): void {
    sequence += 1;
    enqueue({ id: `message-${sequence}`, body: JSON.stringify(event) });
  }

  function enqueue(record: QueueRecord): void {
    waiting.push(record);
    if (polling) return;
    polling = true;
    timeline.at(timeline.now() + WINDOW_MS, poll);
  }

  async function poll(): Promise<void> {
    polling = false;
    const records = [...disturb(waiting.splice(0))];
    for (let start = 0; start < records.length; start += batchSize) {
      await deliver(records.slice(start, start + batchSize));
    }
  }

  async function deliver(batch: readonly QueueRecord[]): Promise<void> {
    delivered += batch.length;
    const failed = new Set(await consume(batch));
    for (const record of batch.filter(({ id }) => failed.has(id))) retryLater(record);
  }

  function retryLater(record: QueueRecord): void {
    const count = (receives.get(record.id) ?? 0) + 1;
    receives.set(record.id, count);
    if (count >= MAX_RECEIVES) deadLetters.push(record);
    else timeline.at(timeline.now() + VISIBILITY_MS, () => enqueue(record));
  }

  return { put, deadLetters, delivered: () => delivered };
}
