import type { Weekday } from '../../domain/config.ts';

/** Times of day as HH:MM, local in the schedule's zone; a `to` that is not after `from` is on the next day. */
export interface Window {
  readonly days: readonly Weekday[];
  readonly from: string;
  readonly to: string;
}

/** When what it covers is up. All times are local in `timezone` (IANA). */
export interface Schedule {
  readonly name: string;
  readonly timezone: string;
  readonly up: readonly Window[];
  /** Local dates on which no window begins. */
  readonly off: readonly string[];
  /** Names with `*` for any run of characters. */
  readonly services: readonly { readonly cluster: string; readonly name: string }[];
  readonly groups: readonly string[];
  /** Capacity providers: the Auto Scaling groups behind them. */
  readonly capacityProviders: readonly string[];
}

/** From one moment to another, in milliseconds since the epoch; the end is not in it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}
