import type { NetworkInterface } from '@aws-sdk/client-ec2';
import type { CapacityProvider, Cluster, Tag, TaskDefinition } from '@aws-sdk/client-ecs';
import type { Target } from '@aws-sdk/client-eventbridge';
import type { GetScheduleOutput } from '@aws-sdk/client-scheduler';
import type { Parameter } from '@aws-sdk/client-ssm';
import type { Timeline } from '../timeline.ts';
import type { Arns } from './arns.ts';
import type { AutoScaling } from './auto-scaling/model.ts';
import type { ActiveBehaviour } from './behaviour.ts';
import type { CloudWatch } from './cloudwatch/model.ts';
import type { Registry } from './ecr/model.ts';
import type { FleetEvent } from './events.ts';
import type { ActiveFault } from './faults.ts';
import type { GroupModel } from './groups/model.ts';
import type { HostingModel } from './managed-scaling/model.ts';
import type { ServiceModel, TaskModel } from './service-model.ts';
import type { Workloads } from './workloads.ts';

export type { DeploymentModel, Placement, ServiceModel, TaskModel } from './service-model.ts';

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
  /** By name on the default bus, else by `bus/name`. */
  readonly rules: Map<string, Target[]>;
  /** By `group/name`. */
  readonly schedules: Map<string, GetScheduleOutput>;
  readonly registry: Registry;
  readonly cloudwatch: CloudWatch;
  readonly autoScaling: AutoScaling;
  /** Auto Scaling groups by name. */
  readonly groups: Map<string, GroupModel>;
  /** Of Auto Scaling groups, by name; each as DescribeCapacityProviders shows it with its tags. */
  readonly capacityProviders: Map<string, CapacityProvider>;
  /** By the name of a capacity provider whose group ECS scales. */
  readonly hosting: Map<string, HostingModel>;
  readonly publicRegistry: Registry;
  /** What runs images without ECS. */
  readonly workloads: Workloads;
  readonly calls: Call[];
  /** How many tasks an owner has started: what the ids of the next ones grow from. */
  readonly counters: Map<string, number>;
  send(event: FleetEvent): void;
}

/** Times of the simulated AWS in seconds, and sizes. */
export interface FleetSettings {
  /** A task must run well for so long before its deployment counts on it. */
  readonly settleSeconds: number;
  /** DescribeTasks knows nothing of a stopped task after so long. */
  readonly rememberSeconds: number;
  /** DescribeTasks answers MISSING for so long after RunTask: the API is eventually consistent. */
  readonly lagSeconds: number;
  /** A minute's metrics can be read so long after it has ended. */
  readonly metricDelaySeconds: number;
  /** Datapoints on a page of GetMetricData that does not say how many. */
  readonly datapointsPerPage: number;
}

export interface LogLine {
  readonly timestamp: number;
  readonly message: string;
}

/** One command that was sent, for tests and benchmarks that count. `error` names the exception it got. */
export interface Call {
  /** The client's name without "Client": ECS, CloudWatchLogs, SSM, EC2, ECR, EventBridge, Scheduler. */
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

/** One RunTask that carried a client token. `usedAt` is in milliseconds since the epoch. */
export interface TokenUse {
  readonly fingerprint: string;
  readonly taskArns: readonly string[];
  readonly usedAt: number;
}

export interface DefinitionModel {
  readonly record: TaskDefinition;
  readonly tags: readonly Tag[];
}
