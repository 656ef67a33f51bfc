import type { Bounds, ScalableTarget } from '../domain/scaling.ts';

/**
 * The bounds that Application Auto Scaling needs to leave a new desired count alone: on the way out its minimum is
 * raised to the count and its maximum where it is in the way; on the way in the minimum comes down again, never
 * below `floor`. Undefined when they are right as they are.
 */
export function movedBounds(
  { min, max }: Bounds,
  { from, to }: { readonly from: number; readonly to: number },
  floor: number,
): Bounds | undefined {
  const outwards = { min: Math.max(min, to), max: Math.max(max, to) };
  const inwards = { min: Math.min(min, Math.max(floor, to)), max };
  const moved = to > from ? outwards : inwards;
  return moved.min === min && moved.max === max ? undefined : moved;
}

/** Somebody told Application Auto Scaling not to scale in this direction: that holds for us, too. */
export function whySuspended({ suspended }: ScalableTarget, outwards: boolean): string | undefined {
  const off = outwards ? suspended.scaleOut : suspended.scaleIn;
  return off ? `scaling ${outwards ? 'out' : 'in'} is suspended in its scalable target` : undefined;
}
