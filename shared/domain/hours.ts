import type { Bounds, Suspended } from './scaling.ts';

/** The tag on a service or an Auto Scaling group that names the schedule it keeps. */
export const HOURS_TAG = 'watchkeeper:hours';

/** Something that can be put to sleep and woken. `target` is its ARN. */
export type Sleeper =
  | { readonly kind: 'service'; readonly target: string; readonly clusterArn: string; readonly name: string }
  | { readonly kind: 'auto-scaling-group'; readonly target: string; readonly name: string };

/**
 * How much of it there is, and may be. `bounds` are those of an Auto Scaling group, or of the service's scalable
 * target: absent where it has none. `suspended` is there exactly where a service has bounds.
 */
export interface Capacity {
  readonly desired: number;
  readonly bounds?: Bounds;
  readonly suspended?: Suspended;
}

/**
 * What something had before it was put to sleep. `falling`: it may not have been written to yet, or only in part;
 * `asleep`: it has no tasks or instances, by our hand; `waking`: it may have been given back in part.
 */
export interface SavedCapacity {
  readonly of: Sleeper;
  /** The schedule that put it to sleep. */
  readonly schedule: string;
  readonly phase: 'falling' | 'asleep' | 'waking';
  readonly capacity: Capacity;
}

/** A person wants a schedule to be up until a moment, whatever it says. `by` is a Slack user's id; times are ISO 8601. */
export interface StayAwake {
  readonly schedule: string;
  readonly until: string;
  readonly by: string;
  /** When they asked for it: the last one counts. */
  readonly at: string;
}

/** What the message of a schedule offers: to be up for a while, or until it would be up anyway. */
export interface StayOffer extends Home {
  readonly schedule: string;
  /** ISO 8601: the offer is over then, at the next start or after a week. */
  readonly expiresAt: string;
  /** The next start, ISO 8601, and how people call it ("Mon 07:00"); absent when it is more than a week away. */
  readonly start?: { readonly at: string; readonly name: string };
  /** What is asked for already. */
  readonly wish?: StayAwake;
}

/** So long a schedule can be kept awake by hand: what is to be up for longer belongs into its configuration. */
export const LONGEST_STAY_MS = 7 * 24 * 3600 * 1000;

/** All that is remembered of who sleeps in an account and Region. */
export interface HoursRecord {
  readonly saved: readonly SavedCapacity[];
  readonly awake: readonly StayAwake[];
}

export interface Home {
  readonly account: string;
  readonly region: string;
}

/** Where it is written down what sleepers had: it stays until they are awake, and no deployment can lose it. */
export interface CapacityStore {
  /** What sleeps, with what it had, and what is to stay awake. */
  hours(home: Home): Promise<HoursRecord>;
  /** Write it down, if what stands there is still `before`: undefined for nothing. False when it is not. */
  saveCapacity(home: Home, saved: SavedCapacity, before: SavedCapacity | undefined): Promise<boolean>;
  /** Forget it, if it is still this. False when it is not. */
  forgetCapacity(home: Home, saved: SavedCapacity): Promise<boolean>;
}
