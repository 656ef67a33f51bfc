import type { Alarm } from '../../domain/alarm.ts';
import type { Service } from '../../domain/fleet.ts';
import type { ScalableTarget, ScalingPolicy, ScheduledScaling } from '../../domain/scaling.ts';
import type { PolicyFate } from './policy-facts.ts';
import type { Wanted } from './wanted-policy.ts';

/** A service that a rule or a tag speaks about, and what there is for it. */
export interface Ruled {
  readonly service: Service;
  readonly wanted: Wanted | string;
  /** Absent when it is not registered. */
  readonly scalable?: ScalableTarget | undefined;
  readonly policies: readonly ScalingPolicy[];
  readonly scheduled: readonly ScheduledScaling[];
  /** Ours, of all services. */
  readonly alarms: readonly Alarm[];
  /** Why it must stay as it is. */
  readonly handsOff?: string | undefined;
}

/** A service whose rule can be had. */
export interface Wanting extends Ruled {
  readonly wanted: Wanted;
}

/** What there is to do, without the name of the service. */
export type Fate = Omit<PolicyFate, 'service'>;

export const BY_HAND = 'only a person can set that';

/** Bounds to register the service with; none where it is registered. */
export function registering({ scalable, wanted }: Wanting): {
  readonly forth: object;
  readonly back: object;
} {
  if (scalable !== undefined) return { forth: {}, back: {} };
  return { forth: { register: wanted.bounds }, back: { deregister: wanted.bounds } };
}

/** "2 to 10 tasks": as they are where it is registered. */
export function boundsWords({ scalable, wanted }: Wanting): string {
  const { min, max } = scalable ?? wanted.bounds;
  return `${min} to ${max} tasks${scalable ? ' as registered' : ''}`;
}
