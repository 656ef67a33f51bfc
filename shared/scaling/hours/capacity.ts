import type { Capacity } from '../../domain/hours.ts';
import type { Bounds, Suspended } from '../../domain/scaling.ts';

const NOTHING: Bounds = { min: 0, max: 0 };
const ALL: Suspended = { scaleIn: true, scaleOut: true, scheduled: true };

/** The same, put to sleep: nothing runs, and nothing may start any. */
export function asleepFrom({ bounds, suspended }: Capacity): Capacity {
  return { desired: 0, ...(bounds && { bounds: NOTHING }), ...(suspended && { suspended: ALL }) };
}

/** Its bounds, where it has any, let nothing run. */
export function isHeldDown({ bounds, suspended }: Capacity): boolean {
  if (bounds === undefined || bounds.min !== 0 || bounds.max !== 0) return false;
  return suspended === undefined || (suspended.scaleIn && suspended.scaleOut && suspended.scheduled);
}

export function isAsleep(capacity: Capacity): boolean {
  return capacity.desired === 0 && (capacity.bounds === undefined || isHeldDown(capacity));
}

export function isSame(one: Capacity, other: Capacity): boolean {
  return capacityText(one) === capacityText(other);
}

/**
 * What AWS makes of it when its bounds are set: the desired count is brought into them.
 * https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html
 */
export function broughtIn(capacity: Capacity): Capacity {
  const { bounds, desired } = capacity;
  return bounds ? { ...capacity, desired: Math.min(Math.max(desired, bounds.min), bounds.max) } : capacity;
}

/** "desired 3, 2–6 allowed, suspended: scale-in": for people. */
export function capacityText({ desired, bounds, suspended }: Capacity): string {
  const range = bounds ? [`${bounds.min}–${bounds.max} allowed`] : [];
  const off = suspended ? suspendedText(suspended) : [];
  return [`desired ${desired}`, ...range, ...off].join(', ');
}

function suspendedText({ scaleIn, scaleOut, scheduled }: Suspended): readonly string[] {
  const off = [scaleIn && 'scale-in', scaleOut && 'scale-out', scheduled && 'scheduled'].filter(Boolean);
  return off.length > 0 ? [`suspended: ${off.join(' ')}`] : [];
}
