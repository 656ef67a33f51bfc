import type { TargetTrackingScalingPolicyConfiguration } from '@aws-sdk/client-application-auto-scaling';
import type { Cooldown } from './model.ts';

/** AWS's default for ECS services, both ways. */
const USUAL_COOLDOWN = 300;

/** Scale-in begins this far below the target: "usually more than 10 % lower". */
const SCALE_IN_THRESHOLD = 0.9;

/** The two alarms of a policy: over the target for 3 minutes, well below it for 15. */
export const TRACKING_ALARMS = {
  out: { EvaluationPeriods: 3, ComparisonOperator: 'GreaterThanThreshold', share: 1 },
  in: { EvaluationPeriods: 15, ComparisonOperator: 'LessThanThreshold', share: SCALE_IN_THRESHOLD },
} as const;

export type Direction = 'out' | 'in';

/** What a policy sees when one of its alarms calls it. */
export interface Tracked {
  readonly direction: Direction;
  readonly metric: number;
  readonly target: number;
  readonly running: number;
  readonly desired: number;
  readonly min: number;
  readonly max: number;
  readonly cooldown?: Cooldown | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * The desired count that target tracking sets, or undefined when it leaves it as it is.
 * https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html:
 * in proportion to the metric, rounded so that there is rather too much; a scale-out during the cooldown counts what
 * the last one added; a scale-in waits for the cooldown, and a scale-out ends it. It starts from the running count:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html
 *
 * AWS does not say how much more gradual a scale-in is than in proportion; here it is in proportion.
 */
export function trackedCapacity(tracked: Tracked): number | undefined {
  const { direction, desired, min, max, running, cooldown, now } = tracked;
  const needed = Math.ceil((running * tracked.metric) / tracked.target);
  const active = activeOf(cooldown, now);
  if (direction === 'in') {
    const capacity = Math.max(needed, min);
    return active === undefined && capacity < desired ? capacity : undefined;
  }
  const base = active?.direction === 'out' ? active.from : running;
  const capacity = Math.min(Math.max(base + needed - running, min), max);
  return capacity > desired ? capacity : undefined;
}

/** The cooldown that an activity starts; one within a cooldown counts from where the first of them began. */
export function cooldownAfter(
  { ScaleInCooldown, ScaleOutCooldown }: Partial<TargetTrackingScalingPolicyConfiguration>,
  { direction, now, running, cooldown }: Pick<Tracked, 'direction' | 'now' | 'running' | 'cooldown'>,
): Cooldown {
  const seconds = (direction === 'out' ? ScaleOutCooldown : ScaleInCooldown) ?? USUAL_COOLDOWN;
  const active = activeOf(cooldown, now);
  const from = active?.direction === direction ? active.from : running;
  return { direction, from, until: now + seconds * 1_000 };
}

export function activeOf(cooldown: Cooldown | undefined, now: number): Cooldown | undefined {
  return cooldown !== undefined && now < cooldown.until ? cooldown : undefined;
}
