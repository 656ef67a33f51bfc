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

/** How messages reach the function, and how often they are tried. */
export interface Delivery {
  readonly batchSize: number;
  /** A batch is gathered for so long. */
  readonly windowSeconds: number;
  /** What failed comes again after so long. */
  readonly visibilitySeconds: number;
  readonly maxReceives: number;
}

/** As serverless.yml has it. */
export const DELIVERY: Delivery = {
  batchSize: 100,
  windowSeconds: 1,
  visibilitySeconds: 190,
  maxReceives: 5,
};

export interface BusOptions extends Partial<Delivery> {
  readonly timeline: Timeline;
  /** Gives the ids of what failed. */
  readonly consume: (records: readonly QueueRecord[]) => Promise<readonly string[]>;
  /** Deliver in another order, or more than once: both are normal for EventBridge and SQS. */
  readonly disturb?: (records: readonly QueueRecord[]) => readonly QueueRecord[];
}

/** An EventBridge rule, its queue, and the Lambda that polls it, on simulated time. */
export function createBus(options: BusOptions): Bus {
  const { timeline, consume, disturb = (records) => records } = options;
  const { batchSize, windowSeconds, visibilitySeconds, maxReceives } = { ...DELIVERY, ...options };
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
    timeline.at(timeline.now() + windowSeconds * 1_000, poll);
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
    if (count >= maxReceives) deadLetters.push(record);
    else timeline.at(timeline.now() + visibilitySeconds * 1_000, () => enqueue(record));
  }

  return { put, deadLetters, delivered: () => delivered };
}
