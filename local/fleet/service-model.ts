import type {
  AwsVpcConfiguration,
  CapacityProviderStrategyItem,
  ContainerImage,
  DeploymentRolloutState,
  LaunchType,
  Service,
  ServiceDeployment,
  ServiceRevision,
  Tag,
  Task,
  TaskDefinition,
} from '@aws-sdk/client-ecs';
import type { Failure } from './behaviour.ts';
import type { ClusterModel } from './model.ts';
import type { Random } from './random.ts';

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
  /** Those of its revision: the digests are settled by its first task. */
  readonly images: ContainerImage[];
  /** Undone by the circuit breaker. */
  readonly isRollback: boolean;
  rolloutState: DeploymentRolloutState;
  rolloutStateReason: string;
  failedTasks: number;
  updatedAt: number;
}
