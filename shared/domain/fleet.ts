import type { NetworkConfiguration } from './fleet-action.ts';
import type { TaskState } from './signal.ts';

/** A service as DescribeServices reports it, reduced to what we decide on. */
export interface Service {
  readonly serviceArn: string;
  readonly name: string;
  readonly clusterArn: string;
  /** ACTIVE, DRAINING or INACTIVE. */
  readonly status: string;
  readonly taskDefinitionArn: string;
  readonly desiredCount: number;
  readonly runningCount: number;
  readonly pendingCount: number;
  /** ECS, CODE_DEPLOY or EXTERNAL. */
  readonly deploymentController: string;
  /** ECS rolls a failing deployment back by itself. */
  readonly circuitBreaker: { readonly enabled: boolean; readonly rollback: boolean };
  readonly deployments: readonly Deployment[];
  readonly tags: Readonly<Record<string, string>>;
  /** Where its tasks are registered: `targetgroup/<name>/<id>` each. Absent where it has no load balancer. */
  readonly targetGroups?: readonly string[];
  /** Ids of tasks that ECS started last, newest first, as the service's event list names them. */
  readonly startedTasks?: readonly string[];
}

/** One entry of DescribeServices' `deployments`: PRIMARY is the newest. */
export interface Deployment {
  readonly id: string;
  /** PRIMARY, ACTIVE or INACTIVE. */
  readonly status: string;
  readonly taskDefinitionArn: string;
  /** IN_PROGRESS, COMPLETED or FAILED. */
  readonly rolloutState?: string;
  readonly desiredCount: number;
  readonly runningCount: number;
  readonly failedTasks: number;
  readonly createdAt?: string;
}

/** A deployment that once reached its end: where a rollback can go. Newest first in every list. */
export interface SteadyRevision {
  readonly taskDefinitionArn: string;
  readonly finishedAt: string;
}

/** A deployment as DescribeServiceDeployments reports it, reduced to what waits for an answer. */
export interface ServiceDeployment {
  readonly arn: string;
  /** PENDING, IN_PROGRESS, SUCCESSFUL, STOPPED, ROLLBACK_IN_PROGRESS and others. */
  readonly status: string;
  /** The service revision that it brings. */
  readonly revisionArn: string;
  readonly hooks: readonly DeploymentHook[];
}

/** A lifecycle hook that a deployment reached. */
export interface DeploymentHook {
  readonly id: string;
  /** PAUSE waits for ContinueServiceDeployment, AWS_LAMBDA for a function. */
  readonly type: string;
  /** AWAITING_ACTION, IN_PROGRESS, SUCCEEDED, FAILED or TIMED_OUT. */
  readonly status: string;
  /** ISO 8601: then ECS does `timeoutAction`. */
  readonly expiresAt?: string;
  readonly timeoutAction?: string;
}

/** What a service revision consists of. */
export interface ServiceRevision {
  readonly taskDefinitionArn: string;
  /** By container, where ECS has settled which image its tasks pull: with the first task of a deployment. */
  readonly digests: Readonly<Record<string, string>>;
}

export interface TaskDefinition {
  readonly taskDefinitionArn: string;
  /** ACTIVE, INACTIVE or DELETE_IN_PROGRESS. */
  readonly status: string;
  /** awsvpc, bridge, host or none. */
  readonly networkMode?: string;
  readonly registeredBy?: string;
  readonly registeredAt?: string;
  readonly containers: readonly ContainerDefinition[];
  readonly tags: Readonly<Record<string, string>>;
}

export interface ContainerDefinition {
  readonly name: string;
  readonly image: string;
  readonly essential: boolean;
  /** MiB: the container's hard limit, where there is one. */
  readonly memory?: number;
  readonly log?: LogTarget;
  /** Where its secrets come from: `valueFrom`, unchanged. */
  readonly secrets?: readonly string[];
}

/** Where the `awslogs` driver writes: stream name = `<prefix>/<container>/<task id>`. */
export interface LogTarget {
  readonly group: string;
  readonly streamPrefix: string;
  readonly region: string;
}

export interface ClusterSummary {
  readonly clusterArn: string;
  readonly activeServices: number;
  /** Names of the capacity providers that the cluster may use. */
  readonly capacityProviders: readonly string[];
}

/** What may be asked of the fleet. Every read is whole: it follows all pages, and throws ReadError if it cannot. */
export interface FleetReads {
  /** DescribeServices with tags; undefined when there is no such service. */
  service(clusterArn: string, name: string): Promise<Service | undefined>;
  /** Deployments that ended SUCCESSFUL, newest first, without repeating a task definition. */
  steadyRevisions(clusterArn: string, service: string): Promise<readonly SteadyRevision[]>;
  /** DescribeServiceDeployments; undefined when there is no such deployment. */
  serviceDeployment(arn: string): Promise<ServiceDeployment | undefined>;
  /** DescribeServiceRevisions; undefined when there is no such revision. */
  serviceRevision(arn: string): Promise<ServiceRevision | undefined>;
  /** DescribeTaskDefinition with tags; undefined when it does not exist. */
  taskDefinition(arn: string): Promise<TaskDefinition | undefined>;
  /** DescribeTasks; tasks that ECS no longer knows (about an hour after they stopped) are left out. */
  tasks(clusterArn: string, taskArns: readonly string[]): Promise<readonly TaskState[]>;
  /** DescribeClusters with statistics; undefined when there is no such cluster. */
  cluster(clusterArn: string): Promise<ClusterSummary | undefined>;
  /** How the EventBridge rule, the schedule or the network interface says this task was connected. */
  network(task: TaskState): Promise<NetworkConfiguration | undefined>;
  /** The last `lines` lines that a container wrote; empty when the stream does not exist. */
  logTail(log: LogTarget, container: string, taskId: string, lines: number): Promise<readonly string[]>;
}
