import type { Alarm, AlarmState } from './alarm.ts';
import type { FindingSignal, ImageScanSignal, ImageSignal, RepositorySignal } from './image-signal.ts';
import type { Json } from './json.ts';
import type { SignalBase } from './signal-base.ts';

/** One container of a task, as the event or DescribeTasks reports it. */
export interface Container {
  readonly name: string;
  readonly image?: string;
  readonly imageDigest?: string;
  readonly lastStatus?: string;
  /** Absent when the container never started. */
  readonly exitCode?: number;
  readonly reason?: string;
}

/** How a task stands, read from an event or from DescribeTasks: both name the fields alike. */
export interface TaskState {
  readonly taskArn: string;
  /** The last part of the ARN, in its old and its new form. */
  readonly taskId: string;
  readonly clusterArn: string;
  readonly cluster: string;
  readonly taskDefinitionArn?: string;
  /** `family:revision`, for people. */
  readonly taskDefinition?: string;
  /** `service:<name>`, `family:<family>` or a group of the caller's own. */
  readonly group?: string;
  /** The service's name; absent for standalone and scheduled tasks. */
  readonly service?: string;
  readonly startedBy?: string;
  readonly lastStatus: string;
  readonly desiredStatus?: string;
  readonly stopCode?: string;
  readonly stoppedReason?: string;
  readonly containers: readonly Container[];
  readonly launchType?: string;
  readonly capacityProvider?: string;
  readonly platformVersion?: string;
  readonly availabilityZone?: string;
  readonly containerInstanceArn?: string;
  /** From the elastic network interface of an awsvpc task; the interface is deleted as the task stops. */
  readonly subnetId?: string;
  readonly networkInterfaceId?: string;
  /** CPU units and MiB, as strings, as ECS gives them. */
  readonly cpu?: string;
  readonly memory?: string;
  readonly enableExecuteCommand?: boolean;
  /** RunTask's `overrides`, unchanged, so that a rerun can pass them on. */
  readonly overrides?: Json;
  readonly createdAt?: string;
  readonly startedAt?: string;
  readonly stoppingAt?: string;
  readonly stoppedAt?: string;
}

export interface TaskSignal extends SignalBase {
  readonly kind: 'ecs.task-running' | 'ecs.task-stopping' | 'ecs.task-stopped' | 'ecs.task-progress';
  readonly task: TaskState;
}

/** Service events carry no version and name the service only in `resources[0]`. */
export interface ServiceSignal extends SignalBase {
  readonly kind: 'ecs.service-action' | 'ecs.deployment';
  readonly serviceArn: string;
  readonly clusterArn?: string;
  readonly cluster: string;
  readonly service: string;
  readonly eventType?: string;
  readonly eventName: string;
  readonly deploymentId?: string;
  readonly reason?: string;
}

/** A lifecycle hook of a deployment changed: this event alone names the deployment, and `resources` holds it. */
export interface HookSignal extends SignalBase {
  readonly kind: 'ecs.deployment-hook';
  readonly serviceArn: string;
  readonly clusterArn: string;
  readonly cluster: string;
  readonly service: string;
  readonly deploymentArn: string;
  readonly eventName: string;
  readonly hookId?: string;
  readonly reason?: string;
}

/** Somebody, mostly answer-scan, wants a service to go back to a revision without a vulnerability. */
export interface RollbackSignal extends SignalBase {
  readonly kind: 'watchkeeper.rollback-requested';
  readonly serviceArn: string;
  readonly clusterArn: string;
  readonly cluster: string;
  readonly service: string;
  readonly vulnerabilities: readonly string[];
}

export interface ContainerInstanceSignal extends SignalBase {
  readonly kind: 'ecs.container-instance' | 'ecs.container-instance-health';
  readonly containerInstanceArn: string;
  readonly clusterArn: string;
  readonly cluster: string;
  readonly ec2InstanceId?: string;
  readonly status?: string;
  readonly agentConnected?: boolean;
}

/** A rule of ours came due. `schedule` is its name without the stack's prefix: the playbook that it is for. */
export interface ScheduleSignal extends SignalBase {
  readonly kind: 'schedule.tick';
  readonly schedule: string;
}

/** A CloudWatch alarm changed its state, or told again of the one it is in. */
export interface AlarmSignal extends SignalBase {
  readonly kind: 'cloudwatch.alarm';
  readonly alarm: Alarm;
  /** Absent in the first word on an alarm. */
  readonly previous?: { readonly state: AlarmState; readonly suppressed: boolean };
  /** A mute rule keeps its actions back: until when, ISO 8601, and which. */
  readonly muted?: { readonly by: string; readonly until: string };
  /** Another alarm, or a wait for one, keeps the actions of a composite alarm back, and why. */
  readonly suppressed?: { readonly by: string; readonly reason: string };
  /** The series that changed its state, where an alarm watches several. */
  readonly contributor?: { readonly id: string; readonly attributes: Readonly<Record<string, string>> };
  /** The alarm's tags, where they are passed on to EventBridge. */
  readonly tags: Readonly<Record<string, string>>;
}

/** What happened, in our words. */
export type Signal =
  | TaskSignal
  | ServiceSignal
  | HookSignal
  | RollbackSignal
  | ContainerInstanceSignal
  | ImageSignal
  | ImageScanSignal
  | FindingSignal
  | RepositorySignal
  | AlarmSignal
  | ScheduleSignal;
export type SignalKind = Signal['kind'];

export function isTaskSignal(signal: Signal): signal is TaskSignal {
  return signal.kind.startsWith('ecs.task-');
}
