import type { Tag } from '@aws-sdk/client-ecs';
import type { RepositoryModel } from './ecr/model.ts';
import type { DefinitionModel, ServiceModel, TaskModel, World } from './model.ts';
import { countTasks } from './service-census.ts';

/** How everything stands at one moment, for tests and for people. Nothing in it is shared with the fleet. */
export interface Snapshot {
  /** ISO 8601. */
  readonly at: string;
  readonly services: readonly ServiceSnapshot[];
  readonly definitions: readonly DefinitionSnapshot[];
  readonly tasks: readonly TaskSnapshot[];
  readonly repositories: readonly RepositorySnapshot[];
  readonly publicRepositories: readonly RepositorySnapshot[];
}

export interface RepositorySnapshot {
  readonly name: string;
  readonly tags: Tags;
}

export interface ServiceSnapshot {
  readonly cluster: string;
  readonly name: string;
  readonly taskDefinition: string;
  readonly desired: number;
  readonly running: number;
  readonly pending: number;
  readonly steady: boolean;
  readonly rolloutState: string;
  readonly failedTasks: number;
  readonly tags: Tags;
}

export interface DefinitionSnapshot {
  readonly arn: string;
  /** The roles that its tasks are handed. */
  readonly roles: readonly string[];
  readonly tags: Tags;
}

export interface RepositorySnapshot {
  readonly name: string;
  readonly tags: Tags;
}

type Tags = Readonly<Record<string, string>>;

export interface TaskSnapshot {
  readonly arn: string;
  readonly group: string;
  readonly taskDefinition: string;
  readonly lastStatus: string;
  readonly desiredStatus: string;
  readonly stopCode?: string | undefined;
  readonly stoppedReason?: string | undefined;
}

export function takeSnapshot(world: World): Snapshot {
  const clusters = [...world.clusters.values()];
  return {
    at: new Date(world.timeline.now()).toISOString(),
    services: clusters.flatMap((cluster) => [...cluster.services.values()].map(serviceSnapshot)),
    definitions: [...world.definitions.values()].map(definitionSnapshot),
    tasks: clusters.flatMap((cluster) => [...cluster.tasks.values()].map(taskSnapshot)),
    repositories: [...world.registry.repositories.values()].map(repositorySnapshot),
    publicRepositories: [...world.publicRegistry.repositories.values()].map(repositorySnapshot),
  };
}

function serviceSnapshot(service: ServiceModel): ServiceSnapshot {
  const primary = service.deployments[0];
  return {
    cluster: service.cluster.name,
    name: service.name,
    taskDefinition: service.record.taskDefinition ?? '',
    desired: service.record.desiredCount ?? 0,
    ...countTasks(service),
    steady: service.steady,
    rolloutState: primary?.rolloutState ?? '',
    failedTasks: primary?.failedTasks ?? 0,
    tags: tagsOf(service.record.tags),
  };
}

function definitionSnapshot({ record, tags }: DefinitionModel): DefinitionSnapshot {
  const { taskDefinitionArn = '', taskRoleArn, executionRoleArn } = record;
  const roles = [taskRoleArn, executionRoleArn].filter((role) => role !== undefined);
  return { arn: taskDefinitionArn, roles, tags: tagsOf(tags) };
}

function tagsOf(tags: readonly Tag[] | undefined): Tags {
  return Object.fromEntries((tags ?? []).map(({ key = '', value = '' }) => [key, value]));
}

function repositorySnapshot({ name, resourceTags }: RepositoryModel): RepositorySnapshot {
  const tags = [...resourceTags.values()].map(({ Key = '', Value = '' }) => [Key, Value]);
  return { name, tags: Object.fromEntries(tags) };
}

function taskSnapshot({ task }: TaskModel): TaskSnapshot {
  const { stopCode, stoppedReason } = task;
  return {
    arn: task.taskArn ?? '',
    group: task.group ?? '',
    taskDefinition: task.taskDefinitionArn ?? '',
    lastStatus: task.lastStatus ?? '',
    desiredStatus: task.desiredStatus ?? '',
    stopCode,
    stoppedReason,
  };
}
