import type { NextCapacity } from '../../shared/scaling/facts.ts';
import type { createAlarm } from './alarm.ts';
import type { BoundAlarm } from './bound-alarm.ts';
import type { Plant } from './plant.ts';

/** Looks at least so far apart, in seconds. */
export const SOON = 60;
const BLIND_LOOKS = 3;

/** An alarm as the responder hears of it. */
export interface Heard extends BoundAlarm {
  readonly evaluate: ReturnType<typeof createAlarm>;
  inAlarm: boolean;
  /** When its event arrives, in seconds, until it did. */
  arrives?: number | undefined;
}

/** One incident of a target: at most one is open at a time. */
export interface Incident {
  readonly marks: Set<Heard>;
  looks: number;
  phase: 'decide' | 'verify' | 'hold';
  /** When it goes on, in seconds. */
  at: number;
  attempt: number;
  holdUntil: number;
  outwards: boolean;
}

/** An incident that nothing is known of yet. */
export function opened(plant: Plant): Incident {
  const { now } = plant;
  return {
    marks: new Set(),
    looks: 0,
    phase: 'decide',
    at: now,
    attempt: 0,
    holdUntil: 0,
    outwards: true,
  };
}

/** What cannot be measured is given up soon. */
export function isOver({ type }: NextCapacity, looks: number): boolean {
  return type === 'unknown' && looks >= BLIND_LOOKS;
}

/** At the minimum a low alarm has nothing to take away. */
export function isAtRest({ desired }: Plant, live: readonly Heard[]): boolean {
  return live.every(({ comparison, rule }) => comparison === 'LessThanThreshold' && desired <= rule.min);
}

/** Seconds until the next look. */
export function pauseAfter(next: NextCapacity): number {
  return next.type === 'wait' ? Math.max(SOON, next.seconds) : SOON;
}

/** The most capacity wins: the order of the playbook. */
export function weight(next: NextCapacity, desired: number): number {
  if (next.type === 'change') return next.to > desired ? 4e6 + next.to : next.to - desired;
  return { limit: 3e6, wait: 2e6, unknown: 1e6, stay: 0.5e6 }[next.type];
}
