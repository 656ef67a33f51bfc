import type { Home, Sleeper } from '../../domain/hours.ts';

/** What a tick found, or how one schedule stands: as small as a checkpoint wants it. */
export type HoursFacts = TickFacts | ScheduleFacts;

export interface TickFacts {
  readonly about: 'account';
  readonly home: Home;
  /** The tick: its event's id, and when, ISO 8601. */
  readonly tick: { readonly id: string; readonly at: string };
  readonly due: readonly DueSchedule[];
  /** How many keep a schedule; undefined when nothing could be to do, and nobody looked. */
  readonly watched?: number;
}

export interface DueSchedule {
  readonly schedule: string;
  /** The period that it is about. */
  readonly group: string;
  readonly reason: string;
}

export interface ScheduleFacts {
  readonly about: 'schedule';
  readonly home: Home;
  readonly scheduleArn: string;
  readonly schedule: string;
  readonly does: 'sleep' | 'wake';
  /** Where it is not, only what keeps it no more wakes. */
  readonly isUp: boolean;
  /** "until Mon 30 Nov 07:00 (Europe/Berlin)": for people. */
  readonly period: string;
  /** Who is to be written to now, in this order. */
  readonly work: readonly Sleeper[];
  /** How many more there are after them. */
  readonly later: number;
  /** How many did not get there in spite of two tries. */
  readonly stuck: number;
  /** How many were changed by somebody while they slept, and stay so; those of earlier rounds included. */
  readonly left: number;
  /** Milliseconds since the epoch: when those that are up now go to sleep, if people are to be told before. */
  readonly warning?: { readonly at: number; readonly sleepers: number };
  /** Whether it is up because somebody asked for it. */
  readonly isAsked: boolean;
}
