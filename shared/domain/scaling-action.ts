import type { ActionBase } from './action-base.ts';
import type { Bounds, ManagedScaling, ScalingPolicy, ScheduledScaling, Suspended } from './scaling.ts';
import type { Steps } from './step-policy.ts';

/** Bounds of a scalable target, and what is suspended in it. */
export interface ScalableRange extends Bounds {
  readonly suspended: Suspended;
}

/** Move the bounds of a scalable target, if they are still the ones we saw. */
export interface SetScalableRange extends ActionBase {
  readonly kind: 'scaling.set-range';
  /** `service/<cluster>/<service>`. */
  readonly resourceId: string;
  readonly from: ScalableRange;
  readonly to: ScalableRange;
  readonly inverse: Omit<SetScalableRange, 'inverse'>;
}

/** Size of an Auto Scaling group. */
export interface GroupSize extends Bounds {
  readonly desired: number;
}

/** Set the size of an Auto Scaling group, if it is still the one we saw. */
export interface SetGroupSize extends ActionBase {
  readonly kind: 'scaling.set-group-size';
  readonly name: string;
  readonly from: GroupSize;
  readonly to: GroupSize;
  readonly inverse: Omit<SetGroupSize, 'inverse'>;
}

/**
 * Move the bounds of the group behind a capacity provider, if they are still the ones we saw. How many instances it has
 * between them is left to the provider.
 */
export interface SetGroupBounds extends ActionBase {
  readonly kind: 'scaling.set-group-bounds';
  /** The group's. */
  readonly name: string;
  readonly provider: string;
  readonly from: Bounds;
  readonly to: Bounds;
  readonly inverse: Omit<SetGroupBounds, 'inverse'>;
}

/** Set how ECS scales the group of a capacity provider, if it is still what we saw. */
export interface SetManagedScaling extends ActionBase {
  readonly kind: 'scaling.set-managed-scaling';
  readonly name: string;
  readonly from: ManagedScaling;
  readonly to: ManagedScaling;
  readonly inverse: Omit<SetManagedScaling, 'inverse'>;
}

/** A target tracking policy, as it is to be registered. */
export type TrackingPolicy = Required<
  Pick<
    ScalingPolicy,
    'name' | 'resourceId' | 'metric' | 'targetValue' | 'scaleOutCooldownSeconds' | 'scaleInCooldownSeconds'
  >
> & {
  /** `app/<load balancer>/<id>/targetgroup/<name>/<id>`, for requests per target only. */
  readonly resourceLabel?: string;
};

/** Register a service with Application Auto Scaling, if it is not, and give it a policy. */
export interface PutScalingPolicy extends ActionBase {
  readonly kind: 'scaling.put-policy';
  readonly policy: TrackingPolicy;
  /** Absent when the service is registered already: its bounds stay as they are. */
  readonly register?: Bounds;
  /** The policy of that name as it was seen; absent when there was none. */
  readonly from?: TrackingPolicy;
  /** Put the old policy back, or take away what is new: the policy, and the registration with it. */
  readonly inverse: Omit<PutScalingPolicy, 'inverse'> | DeleteScalingPolicy;
}

/** Take a policy away, if it still is this one. It has no inverse: it is one. */
export interface DeleteScalingPolicy extends ActionBase {
  readonly kind: 'scaling.delete-policy';
  readonly policy: TrackingPolicy;
  /** The service was registered with these bounds for it: that is taken back, too, if nothing else needs it. */
  readonly deregister?: Bounds;
}

interface SetOfService extends ActionBase {
  /** `service/<cluster>/<service>`. */
  readonly resourceId: string;
  /** Absent when the service is registered already: its bounds stay as they are. */
  readonly register?: Bounds;
  /** The service was registered with these bounds for it: that is taken back, too, if nothing else needs it. */
  readonly deregister?: Bounds;
}

/** Give a service a step policy and the alarm that calls it, or take both away, if they are still as we saw them. */
export interface SetSteps extends SetOfService {
  readonly kind: 'scaling.set-steps';
  readonly from: Steps;
  readonly to: Steps;
  readonly inverse: Omit<SetSteps, 'inverse'>;
}

/** Give a service a scheduled action, or take it away, if it is still as we saw it. */
export interface SetScheduledAction extends SetOfService {
  readonly kind: 'scaling.set-scheduled-action';
  readonly from: ScheduledScaling | 'none';
  readonly to: ScheduledScaling | 'none';
  readonly inverse: Omit<SetScheduledAction, 'inverse'>;
}

/** One write to how something scales. */
export type ScalingAction =
  | SetScalableRange
  | SetGroupSize
  | SetGroupBounds
  | SetManagedScaling
  | PutScalingPolicy
  | DeleteScalingPolicy
  | SetSteps
  | SetScheduledAction;
