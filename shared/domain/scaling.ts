import type { Alarm, AlarmMetric } from './alarm.ts';
import type { Service } from './fleet.ts';
import type { StepSettings } from './step-policy.ts';

/** The range in which Application Auto Scaling may set a desired count. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** What Application Auto Scaling is told not to do. */
export interface Suspended {
  readonly scaleIn: boolean;
  readonly scaleOut: boolean;
  readonly scheduled: boolean;
}

/** A scalable target of Application Auto Scaling: an ECS service whose desired count it may change. */
export interface ScalableTarget extends Bounds {
  /** `service/<cluster>/<service>`. */
  readonly resourceId: string;
  readonly suspended: Suspended;
}

/** A scaling policy of a scalable target. */
export interface ScalingPolicy {
  readonly arn: string;
  readonly name: string;
  readonly resourceId: string;
  /** TargetTrackingScaling, StepScaling or PredictiveScaling. */
  readonly type: string;
  /** The metric it follows, such as ECSServiceAverageCPUUtilization, and the value it aims at; where it has one. */
  readonly metric?: string;
  /** What a metric of a load balancer is about: `app/<name>/<id>/targetgroup/<name>/<id>`. */
  readonly resourceLabel?: string;
  readonly targetValue?: number;
  readonly scaleOutCooldownSeconds?: number;
  readonly scaleInCooldownSeconds?: number;
  readonly scaleInDisabled?: boolean;
  /** Absent for what is no step policy, and for one that changes in both directions or to an exact number. */
  readonly steps?: StepSettings;
  /** The alarms that AWS keeps for it: they are no business of ours. */
  readonly alarmNames: readonly string[];
}

/** A scheduled action of Application Auto Scaling: it moves the bounds by itself. */
export interface ScheduledScaling {
  readonly name: string;
  readonly resourceId: string;
  /** `cron(…)`, `rate(…)` or `at(…)`, in the time zone: UTC, where AWS names none. */
  readonly schedule: string;
  readonly timezone: string;
  readonly min?: number;
  readonly max?: number;
  /** ISO 8601; absent where it goes on for ever. */
  readonly startsAt?: string;
  readonly endsAt?: string;
}

export interface AutoScalingGroup extends Bounds {
  readonly arn: string;
  readonly name: string;
  readonly desired: number;
  /** Instances that are in service. */
  readonly inService: number;
  /** Those of them that a scale-in leaves alone. */
  readonly protectedFromScaleIn: number;
  /** Names of suspended processes: Launch, Terminate and others. */
  readonly suspended: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

/** A capacity provider with managed scaling of an Auto Scaling group. */
export interface CapacityProvider {
  readonly arn: string;
  readonly name: string;
  /** ACTIVE or INACTIVE. */
  readonly status: string;
  readonly autoScalingGroupArn: string;
  readonly managedScaling: ManagedScaling;
  readonly tags: Readonly<Record<string, string>>;
}

/** How ECS scales the group of a capacity provider. */
export interface ManagedScaling {
  readonly enabled: boolean;
  /** Percent of the instances that are to be in use, 1 to 100. */
  readonly targetCapacity: number;
  readonly minStep: number;
  readonly maxStep: number;
  /** How long a new instance warms up; absent where nobody set it, which is ECS's own 300. */
  readonly warmupSeconds?: number;
}

/** One value of a metric. Periods without data have none. */
export interface Datapoint {
  /** ISO 8601: when its period began. */
  readonly at: string;
  readonly value: number;
}

/** What may be asked about scaling. Every read is whole: it follows all pages, and throws ReadError if it cannot. */
export interface ScalingReads {
  /** DescribeAlarms; undefined when there is no such alarm. */
  alarm(name: string): Promise<Alarm | undefined>;
  /** Every alarm whose name begins so. */
  alarmsNamed(prefix: string): Promise<readonly Alarm[]>;
  /** ListAlarmMuteRules: the ARNs of the rules that mute this alarm now. */
  activeMutes(alarm: string): Promise<readonly string[]>;
  alarmTags(arn: string): Promise<Readonly<Record<string, string>>>;
  /**
   * GetMetricData between two moments (milliseconds since the epoch), oldest first. Periods without data have no
   * point, nor has one that has not ended by `to`. At most 1,440 periods.
   */
  metric(metric: AlarmMetric, from: number, to: number): Promise<readonly Datapoint[]>;
  /** Undefined when the service is not registered with Application Auto Scaling. */
  scalableTarget(resourceId: string): Promise<ScalableTarget | undefined>;
  /** Every ECS service that is registered. */
  scalableTargets(): Promise<readonly ScalableTarget[]>;
  /** Policies of one scalable target, or of all ECS services. */
  scalingPolicies(resourceId?: string): Promise<readonly ScalingPolicy[]>;
  scheduledScaling(resourceId?: string): Promise<readonly ScheduledScaling[]>;
  autoScalingGroup(name: string): Promise<AutoScalingGroup | undefined>;
  autoScalingGroups(): Promise<readonly AutoScalingGroup[]>;
  capacityProvider(name: string): Promise<CapacityProvider | undefined>;
  capacityProviders(): Promise<readonly CapacityProvider[]>;
  /** Every service of every cluster, with its tags. */
  services(): Promise<readonly Service[]>;
  /** Every service that registers its tasks with this target group: `targetgroup/<name>/<id>`. */
  servicesBehind(targetGroup: string): Promise<readonly Service[]>;
}
