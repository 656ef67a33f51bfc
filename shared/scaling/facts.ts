import type { Alarm } from '../domain/alarm.ts';
import type { Datapoint } from '../domain/scaling.ts';
import type { QueueFlow } from './flow.ts';

/** What the next capacity follows from. Moments are milliseconds since the epoch. */
export interface CapacityFacts {
  readonly desired: number;
  /** What serves; the rest of what is desired is starting, or stopping. */
  readonly running: number;
  /** Earlier counts and since when, oldest first, as far as they are known. */
  readonly history: readonly SeenCount[];
  /** Values of the metric, oldest first; periods without data have none. */
  readonly points: readonly Datapoint[];
  readonly periodSeconds: number;
  /** Messages that are being worked on, for a queue that tells them; absent for one that does not. */
  readonly inFlight?: readonly Datapoint[] | undefined;
  /** What goes into the queue and out of it, where that is measured. */
  readonly flow?: QueueFlow | undefined;
  /** When the capacity was changed last, where that is known. */
  readonly changedAt?: number | undefined;
  readonly alarm: Pick<Alarm, 'kind' | 'comparison' | 'threshold' | 'value'>;
  /** New tasks replace old ones right now. */
  readonly deploying: boolean;
}

export interface SeenCount {
  readonly at: number;
  readonly running: number;
  readonly desired: number;
}

/** What a mode asks for, before bounds and cooldowns have their say. */
export type Wish =
  | {
      readonly type: 'to';
      readonly to: number;
      /** Noise alone does not look like that, so that it may take back what was done minutes ago. */
      readonly clear: boolean;
      readonly reason: string;
    }
  | { readonly type: 'stay'; readonly reason: string }
  /** The metric says nothing that may be acted on. */
  | { readonly type: 'unknown'; readonly reason: string };

export type NextCapacity =
  | { readonly type: 'change'; readonly to: number; readonly reason: string }
  /** `max` is reached, and more is wanted. */
  | { readonly type: 'limit'; readonly wanted: number; readonly reason: string }
  | { readonly type: 'wait'; readonly seconds: number; readonly reason: string }
  | Exclude<Wish, { readonly type: 'to' }>;
