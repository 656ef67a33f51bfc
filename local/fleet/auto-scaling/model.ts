import type {
  ScalableTarget,
  ScalingPolicy,
  ScheduledAction,
} from '@aws-sdk/client-application-auto-scaling';
import type { Random } from '../random.ts';

/** What Application Auto Scaling knows of the account's ECS services. */
export interface AutoScaling {
  /** By resource id: `service/<cluster>/<service>`. */
  readonly targets: Map<string, ScalableTarget>;
  /** By resource id and name: see `policyKey`. */
  readonly policies: Map<string, PolicyModel>;
  readonly scheduled: ScheduledAction[];
  readonly random: Random;
}

export interface PolicyModel {
  /** What DescribeScalingPolicies shows. */
  readonly record: ScalingPolicy;
  /** The cooldown of the last activity of this policy; moments in milliseconds since the epoch. */
  cooldown?: Cooldown | undefined;
}

export interface Cooldown {
  readonly direction: 'out' | 'in';
  readonly until: number;
  /** The capacity that the activity started from. */
  readonly from: number;
}
