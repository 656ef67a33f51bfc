import type { SeededLoad } from './loads.ts';
import { type History, STEP } from './plant.ts';

/** Two changes of the desired count in opposite directions within this time may be an oscillation. */
const WINDOW = 15 * 60;
/** So old may the load be that a change answers: the newest values that a decision can know. */
const LOOKBACK = 5 * 60;
/** The load has moved when it differs by more than this share. */
const MOVED = 0.02;

export interface Change {
  /** Seconds. */
  readonly at: number;
  readonly out: boolean;
}

/** Changes that take back the one before them within the window. */
export interface Reversals {
  /** The load without its noise gave no cause to. */
  readonly oscillations: number;
  /** It did, but was back by then: a spike that was over before its values could be read. */
  readonly lateAnswers: number;
}

export function changesOf({ desired }: History): Change[] {
  const changes: Change[] = [];
  for (let step = 1; step < desired.length; step++) {
    const [before = 0, now = 0] = [desired[step - 1], desired[step]];
    if (now !== before) changes.push({ at: step * STEP, out: now > before });
  }
  return changes;
}

export function reversalsOf(changes: readonly Change[], { clean }: SeededLoad): Reversals {
  const pairs = changes.flatMap((change, index) => {
    const before = changes[index - 1];
    const takesBack = before && before.out !== change.out && change.at - before.at <= WINDOW;
    return takesBack ? [{ before, change }] : [];
  });
  const unjustified = pairs.filter(
    ({ before, change }) => !hasTurned(clean, before.at - LOOKBACK, change.at, change.out),
  );
  const late = unjustified.filter(({ before, change }) => hadTurned(clean, before, change));
  return { oscillations: unjustified.length - late.length, lateAnswers: late.length };
}

/** Whether the load had turned at any moment that the change may be an answer to. */
function hadTurned(clean: SeededLoad['clean'], before: Change, { at, out }: Change): boolean {
  const moments = Array.from({ length: LOOKBACK / STEP }, (_, step) => at - step * STEP);
  return moments.some((moment) => hasTurned(clean, before.at - LOOKBACK, moment, out));
}

/** Whether the load at the end lies above its lowest (or below its highest) of this time. */
function hasTurned(clean: SeededLoad['clean'], from: number, to: number, upwards: boolean): boolean {
  const end = clean(to * 1_000);
  for (let at = Math.max(0, from); at < to; at += STEP) {
    const level = clean(at * 1_000);
    if (upwards ? end > level * (1 + MOVED) : end < level * (1 - MOVED)) return true;
  }
  return false;
}
