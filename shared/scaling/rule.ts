import type { Weekday } from '../domain/config.ts';

/** How much one target may be scaled, and how fast: the numbers of a rule in watchkeeper.yml. */
export interface CapacityRule {
  readonly min: number;
  readonly max: number;
  /** Tasks, instances or percent that one change may add or take away. */
  readonly largestStep: Directions;
  /** Seconds after any change until the next one in that direction. */
  readonly cooldownSeconds: Directions;
  /** Outside of them nothing is changed. */
  readonly hours?: Hours | undefined;
  readonly mode: ScalingMode;
}

interface Directions {
  readonly out: number;
  readonly in: number;
}

/** From one time of the day to another, HH:MM in `timezone` (IANA); a `to` before `from` is on the next day. */
export interface Hours {
  readonly timezone: string;
  readonly days: readonly Weekday[];
  readonly from: string;
  readonly to: string;
}

export type ScalingMode = StepMode | TargetMode | BacklogMode;

/** The wider the breach, the larger the change. */
export interface StepMode {
  readonly type: 'step';
  /** The band with the largest `from` that the breach reaches counts. */
  readonly bands: readonly Band[];
  /** A change in percent changes at least so much. */
  readonly percentAtLeast: number;
  /** Of a metric that falls as capacity grows: taking away may not bring any of the last minutes above this value. */
  readonly keepBelow?: Ceiling | undefined;
}

export interface Ceiling {
  readonly value: number;
  readonly minutes: number;
}

/** `from`: how far beyond its threshold the alarm must be, in the unit of its metric. */
export interface Band {
  readonly from: number;
  readonly change: Change;
}

export type Change =
  | { readonly type: 'exactly'; readonly count: number }
  /** Negative takes away. */
  | { readonly type: 'by'; readonly count: number }
  | { readonly type: 'percent'; readonly percent: number };

/** Keep a metric that falls as capacity grows, such as CPU or requests per task, at a value. */
export interface TargetMode {
  readonly type: 'target';
  readonly value: number;
  /** Percent above the value that may last without an answer. */
  readonly tolerancePercent: number;
  /** All values of so many minutes must allow it before capacity is taken away. */
  readonly scaleInMinutes: number;
}

/** Keep the messages that wait in a queue at so many for each task. */
export interface BacklogMode {
  readonly type: 'backlog';
  readonly perTask: number;
  readonly scaleInMinutes: number;
}
