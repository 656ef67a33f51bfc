import type { Capacity, SavedCapacity } from '../../domain/hours.ts';
import { asleepFrom, broughtIn, capacityText, isAsleep, isHeldDown, isSame } from './capacity.ts';

/** What is to be done next to one sleeper. Doing it and asking again ends in `done` or `left`. */
export type Step =
  | { readonly type: 'save'; readonly phase: SavedCapacity['phase']; readonly capacity: Capacity }
  /** `bounds` leaves the desired count as it is, and `desired` the bounds; a group has both set by one call. */
  | { readonly type: 'set'; readonly part: 'bounds' | 'desired' | 'group'; readonly to: Capacity }
  /** `left`: why it is not what it was, for people. */
  | { readonly type: 'forget'; readonly left?: string }
  | { readonly type: 'done' };

export interface Standing {
  readonly kind: 'service' | 'auto-scaling-group';
  /** As it is now; undefined when it does not exist any more. */
  readonly now: Capacity | undefined;
  readonly saved: SavedCapacity | undefined;
}

const DONE: Step = { type: 'done' };

/**
 * One step on the way to sleep: save, bounds to nothing, desired count to 0, mark as asleep. What somebody changed
 * before it was asleep is what will be given back; what they change afterwards stays as they set it.
 */
export function stepToSleep({ kind, now, saved }: Standing): Step {
  if (!now) return saved ? { type: 'forget' } : DONE;
  if (!saved) return now.desired === 0 ? DONE : { type: 'save', phase: 'falling', capacity: now };
  if (saved.phase === 'asleep') return DONE;
  if (isAsleep(now)) return { type: 'save', phase: 'asleep', capacity: saved.capacity };

  const capacity = stillHad(saved.capacity, now);
  // Emptied by somebody before we got to it: theirs, and what is saved must not be lost.
  if (!capacity) return { type: 'save', phase: 'asleep', capacity: saved.capacity };
  if (saved.phase !== 'falling' || !isSame(capacity, saved.capacity))
    return { type: 'save', phase: 'falling', capacity };
  return fall(kind, now);
}

/** What it had when it was last seen at work; undefined when nothing is at work that is not held down by us. */
function stillHad(saved: Capacity, now: Capacity): Capacity | undefined {
  if (isHeldDown(now)) return { ...saved, desired: now.desired > 0 ? now.desired : saved.desired };
  if (isSame(now, broughtIn(saved))) return saved;
  return now.desired === 0 && saved.desired > 0 ? undefined : now;
}

function fall(kind: Standing['kind'], now: Capacity): Step {
  const to = asleepFrom(now);
  if (kind === 'auto-scaling-group') return { type: 'set', part: 'group', to };
  return now.bounds && !isHeldDown(now)
    ? { type: 'set', part: 'bounds', to: { ...to, desired: now.desired } }
    : { type: 'set', part: 'desired', to };
}

/** One step on the way back, in the reverse order: desired count, bounds, forget. */
export function stepToWake({ kind, now, saved }: Standing): Step {
  if (!saved) return DONE;
  if (!now) return { type: 'forget', left: 'it does not exist any more' };
  if (saved.phase !== 'asleep') return rise(kind, now, saved.capacity);
  if (!isSame(now, asleepFrom(saved.capacity))) return { type: 'forget', left: leftText(now, saved) };
  return { type: 'save', phase: 'waking', capacity: saved.capacity };
}

function rise(kind: Standing['kind'], now: Capacity, had: Capacity): Step {
  if (had.bounds && !isHeldDown(now)) {
    const moved = !isSame(now, had) && isSame(now, broughtIn(had));
    return moved ? { type: 'set', part: 'desired', to: had } : { type: 'forget' };
  }
  if (kind === 'auto-scaling-group') return { type: 'set', part: 'group', to: had };
  if (now.desired === 0 && had.desired > 0)
    return { type: 'set', part: 'desired', to: { ...now, desired: had.desired } };
  const to = { ...had, desired: now.desired };
  return had.bounds && !isSame(now, to) ? { type: 'set', part: 'bounds', to } : { type: 'forget' };
}

function leftText(now: Capacity, { capacity }: SavedCapacity): string {
  return `somebody changed it while it was asleep: now ${capacityText(now)}; it had ${capacityText(capacity)}`;
}
