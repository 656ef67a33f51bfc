import type { RegisterTaskDefinitionRequest, RunTaskRequest, Task } from '@aws-sdk/client-ecs';
import type { Interceptable } from '../../shared/aws/intercept.ts';
import { addCapacityProvider, type NewCapacityProvider } from './api/ecs-capacity-providers.ts';
import { registerTaskDefinition } from './api/ecs-definitions.ts';
import { runTask } from './api/ecs-run-task.ts';
import { updateService } from './api/ecs-services.ts';
import { type AutoScalingScript, autoScalingScript } from './auto-scaling/index.ts';
import { addBehaviour, type Behaviour, type Failure } from './behaviour.ts';
import { type CloudWatchScript, cloudWatchScript } from './cloudwatch/index.ts';
import { createRegistryScript, type RegistryScript } from './ecr/index.ts';
import { createPublicScript, type PublicRegistryScript } from './ecr-public/index.ts';
import { addFault, type Fault } from './faults.ts';
import { type GroupScript, groupScript } from './groups/index.ts';
import { intercept, send } from './intercept.ts';
import { putLoad, type ServiceLoad } from './load.ts';
import { activeDefinitionOf, activeServiceOf, clusterOf } from './lookup.ts';
import type { Call, World } from './model.ts';
import { createService, deleteService, type NewService } from './service.ts';
import { type Snapshot, takeSnapshot } from './snapshot.ts';
import { type Surroundings, surroundings } from './surroundings.ts';
import { type Chosen, startedTasks, strikeTasks, tasksOf } from './tasks.ts';
import { type WorkloadScript, workloadScript } from './workloads.ts';
import { addCluster, createWorld, type FleetOptions, type NewCluster } from './world.ts';

export type { NewCapacityProvider } from './api/ecs-capacity-providers.ts';
export type { Behaviour, Failure, Scope } from './behaviour.ts';
export type { MetricName, NewAlarm } from './cloudwatch/index.ts';
export type { NewFinding, NewImage, NewRepository } from './ecr/index.ts';
export type { FleetEvent } from './events.ts';
export type { Fault, FaultKind } from './faults.ts';
export type { NewAutoScalingGroup } from './groups/index.ts';
export type { ServiceLoad } from './load.ts';
export type { Call, FleetSettings, Placement } from './model.ts';
export type { NewService } from './service.ts';
export type { ServiceSnapshot, Snapshot, TaskSnapshot } from './snapshot.ts';
export type { FleetOptions, NewCluster } from './world.ts';

/** A simulated AWS account with a container fleet, driven by a timeline. Helpers here are the script of a story. */
export interface Fleet
  extends Surroundings,
    RegistryScript,
    PublicRegistryScript,
    WorkloadScript,
    CloudWatchScript,
    AutoScalingScript,
    GroupScript {
  /** Have a real SDK client answered by this account. DynamoDB is left alone, and what the durable engine answers. */
  intercept(client: Interceptable): void;
  /** Carry out one command without a client: for those who speak AWS's protocols themselves. */
  send(client: string, command: string, input: object): object;
  /** Every command that was sent, oldest first. */
  readonly calls: readonly Call[];

  /** Each gives the ARN of what it made. */
  addCluster(cluster: NewCluster): string;
  registerTaskDefinition(definition: RegisterTaskDefinitionRequest): string;
  createService(service: NewService): string;
  createCapacityProvider(provider: NewCapacityProvider): string;

  /** Point a service at a task definition, as somebody's pipeline does. */
  deploy(cluster: string, service: string, taskDefinition: string): void;
  scale(cluster: string, service: string, desiredCount: number): void;
  deleteService(cluster: string, service: string): void;
  /** Gives the ARNs of the tasks; throws when none could be placed. */
  runTask(request: RunTaskRequest): readonly string[];

  /** Give a service work: its metrics follow. Gives a way to end it. */
  putLoad(load: ServiceLoad): () => void;
  /** How tasks that start from now on fare; the newest rule that fits decides. Gives a way to end it. */
  behave(behaviour: Behaviour): () => void;
  /** Let a failure happen now to tasks that run; gives how many it struck. */
  strike(chosen: Chosen, failure: Failure): number;
  /** Break some of the calls to come. Gives a way to end it. */
  fault(fault: Fault): () => void;

  /** Copies of the tasks that are still known, as DescribeTasks would show them. */
  tasks(chosen?: Chosen): readonly Task[];
  snapshot(): Snapshot;
}

export function createFleet(options: FleetOptions): Fleet {
  const world = createWorld(options);
  return {
    intercept: (client) => intercept(world, client),
    send: (client, command, input) => send(world, client, command, input),
    calls: world.calls,
    ...builders(world),
    ...changes(world),
    ...surroundings(world),
    ...createRegistryScript(world),
    ...createPublicScript(world),
    ...workloadScript(world),
    ...cloudWatchScript(world),
    ...autoScalingScript(world),
    ...groupScript(world),
    putLoad: (load) => putLoad(world, load),
    behave: (behaviour) => addBehaviour(world, behaviour),
    strike: (chosen, failure) => strikeTasks(world, chosen, failure),
    fault: (fault) => addFault(world, fault),
    tasks: (chosen = {}) => tasksOf(world, chosen).map(({ task }) => structuredClone(task)),
    snapshot: () => takeSnapshot(world),
  };
}

type Builder = 'addCluster' | 'registerTaskDefinition' | 'createService' | 'createCapacityProvider';

function builders(world: World): Pick<Fleet, Builder> {
  return {
    addCluster: (cluster) => addCluster(world, cluster).arn,
    registerTaskDefinition: (definition) =>
      registerTaskDefinition(world, structuredClone(definition)).taskDefinition?.taskDefinitionArn ?? '',
    createService: (service) => {
      const definition = activeDefinitionOf(world, service.taskDefinition);
      return createService(world, clusterOf(world, service.cluster), definition, service).arn;
    },
    createCapacityProvider: (provider) => addCapacityProvider(world, structuredClone(provider)),
  };
}

function changes(world: World): Pick<Fleet, 'deploy' | 'scale' | 'deleteService' | 'runTask'> {
  return {
    deploy: (cluster, service, taskDefinition) => {
      updateService(world, { cluster, service, taskDefinition });
    },
    scale: (cluster, service, desiredCount) => {
      updateService(world, { cluster, service, desiredCount });
    },
    deleteService: (cluster, service) => deleteService(activeServiceOf(clusterOf(world, cluster), service)),
    runTask: (request) => startedTasks([runTask(world, structuredClone(request))]),
  };
}
