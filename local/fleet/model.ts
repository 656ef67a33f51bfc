import type { NetworkInterface } from '@aws-sdk/client-ec2';
import type {
  AwsVpcConfiguration,
  CapacityProviderStrategyItem,
  Cluster,
  DeploymentRolloutState,
  LaunchType,
  Service,
  ServiceDeployment,
  ServiceRevision,
  Tag,
  Task,
  TaskDefinition,
} from '@aws-sdk/client-ecs';
import type { Target } from '@aws-sdk/client-eventbridge';
import type { GetScheduleOutput } from '@aws-sdk/client-scheduler';
import type { Parameter } from '@aws-sdk/client-ssm';
import type { Timeline } from '../timeline.ts';
import type { Arns } from './arns.ts';
import type { ActiveBehaviour, Failure } from './behaviour.ts';
import type { FleetEvent } from './events.ts';
import type { ActiveFault } from './faults.ts';
import type { Random } from './random.ts';

/** Everything that exists, in one place. Fields without `readonly`, maps and lists are what time changes. */
export interface World {
  readonly timeline: Timeline;
  readonly account: string;
  readonly region: string;
  readonly seed: string | number;
  readonly settings: FleetSettings;
  readonly arns: Arns;
  readonly clusters: Map<string, ClusterModel>;
  /** By ARN. */
  readonly definitions: Map<string, DefinitionModel>;
  /** Newest revision by family. */
  readonly revisions: Map<string, number>;
  readonly behaviours: ActiveBehaviour[];
  readonly faults: ActiveFault[];
  /** By id; an interface is here only while it exists. */
  readonly interfaces: Map<string, NetworkInterface>;
  /** Log groups, by stream. */
  readonly logs: Map<string, Map<string, LogLine[]>>;
  readonly parameters: Map<string, Parameter>;
  readonly rules: Map<string, Target[]>;
  /** By `group/name`. */
  readonly schedules: Map<string, GetScheduleOutput>;
  readonly calls: Call[];
  /** How many tasks an owner has started: what the ids of the next ones grow from. */
  readonly counters: Map<string, number>;
  send(event: FleetEvent): void;
}

/** Times of the simulated ECS, in seconds. */
export interface FleetSettings {
  /** A task must run well for so long before its deployment counts on it. */
  readonly settleSeconds: number;
  /** DescribeTasks knows nothing of a stopped task after so long. */
  readonly rememberSeconds: number;
  /** DescribeTasks answers MISSING for so long after RunTask: the API is eventually consistent. */
  readonly lagSeconds: number;
}

export interface LogLine {
  readonly timestamp: number;
  readonly message: string;
}

/** One command that was sent, for tests and benchmarks that count. `error` names the exception it got. */
export interface Call {
  /** The client's name without "Client": ECS, CloudWatchLogs, SSM, EC2, EventBridge, Scheduler. */
  readonly client: string;
  /** The command's name without "Command". */
  readonly command: string;
  readonly input: unknown;
  /** Milliseconds since the epoch, in simulated time. */
  readonly at: number;
  error?: string;
}

export interface ClusterModel {
  readonly name: string;
  readonly arn: string;
  readonly record: Cluster;
  readonly services: Map<string, ServiceModel>;
  /** By task id: all that DescribeTasks still knows. */
  readonly tasks: Map<string, TaskModel>;
  /** Stopped tasks, oldest first, up to the time they are forgotten. */
  readonly stopped: TaskModel[];
  /** RunTask's client tokens. */
  readonly tokens: Map<string, TokenUse>;
  /** Container instance ARNs, for tasks of launch type EC2. */
  readonly instances: readonly string[];
}

/** One RunTask that carried a client token. `expires` is in milliseconds since the epoch. */
export interface TokenUse {
  readonly fingerprint: string;
  readonly taskArns: readonly string[];
  readonly usedAt: number;
}

export interface DefinitionModel {
  readonly record: TaskDefinition;
  readonly tags: readonly Tag[];
}

/** How tasks are placed and connected. */
export interface Placement {
  readonly launchType?: LaunchType | undefined;
  readonly capacityProviderStrategy?: readonly CapacityProviderStrategyItem[] | undefined;
  readonly network?: AwsVpcConfiguration | undefined;
  readonly platformVersion?: string | undefined;
  readonly enableExecuteCommand?: boolean | undefined;
}

export interface TaskModel {
  /** What DescribeTasks shows. */
  readonly task: Task;
  readonly id: string;
  readonly cluster: ClusterModel;
  readonly definition: TaskDefinition;
  readonly random: Random;
  /** Target group that checks it, when a load balancer does. */
  readonly targetGroup?: string | undefined;
  /** The deployment that started it; absent for standalone tasks. */
  readonly deployment?: DeploymentModel | undefined;
  readonly changed: (task: TaskModel) => void;
  readonly failure: Failure | undefined;
  /** When it began to serve, in milliseconds since the epoch. */
  healthySince?: number;
  /** It is on its way out: nothing more can happen to it. */
  ending: boolean;
  /** The scheduler has taken note of its end. */
  accounted: boolean;
  /** Drops whatever was to happen to it next. */
  cancel: () => void;
}

export interface ServiceModel {
  readonly name: string;
  readonly arn: string;
  readonly cluster: ClusterModel;
  /** What DescribeServices shows, without counts and deployments: those are worked out when asked for. */
  readonly record: Service;
  readonly tags: readonly Tag[];
  readonly random: Random;
  /** PRIMARY first. */
  readonly deployments: DeploymentModel[];
  /** Tasks that have not STOPPED. */
  readonly tasks: Set<TaskModel>;
  /** Oldest first. */
  readonly history: ServiceDeployment[];
  readonly revisions: Map<string, ServiceRevision>;
  placement: Placement;
  /** Tasks in a row that never reached RUNNING: the scheduler slows down. */
  startFailures: number;
  /** No task is started before this moment. */
  retryAt: number;
  steady: boolean;
  /** When the scheduler looks next, and how to call that off. */
  tickAt: number;
  cancelTick: () => void;
  /** Have the scheduler look again, at the latest at this moment (milliseconds since the epoch) or soon. */
  readonly wake: (latest?: number) => void;
}

export interface DeploymentModel {
  /** `ecs-svc/` and 19 digits. */
  readonly id: string;
  readonly taskDefinitionArn: string;
  readonly placement: Placement;
  readonly createdAt: number;
  /** The entry in ListServiceDeployments that this belongs to: a rollback shares that of the failed one. */
  readonly entry: ServiceDeployment;
  readonly revisionArn: string;
  /** Undone by the circuit breaker. */
  readonly isRollback: boolean;
  rolloutState: DeploymentRolloutState;
  rolloutStateReason: string;
  failedTasks: number;
  updatedAt: number;
}
