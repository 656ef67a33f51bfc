import type { Container, Task, TaskOverride } from '@aws-sdk/client-ecs';
import type { Capacity } from './capacity.ts';
import type { ClusterModel, Placement, World } from './model.ts';
import type { TaskRequest } from './task.ts';

/** What DescribeTasks shows of a task that has not begun to move. */
export function taskRecord(world: World, request: TaskRequest, id: string, capacity: Capacity): Task {
  const { cluster, placement, overrides, startedBy } = request;
  const definition = request.definition.record;
  const onEc2 = capacity.launchType === 'EC2';
  return {
    taskArn: world.arns.task(cluster.name, id),
    clusterArn: cluster.arn,
    taskDefinitionArn: definition.taskDefinitionArn,
    group: request.group,
    lastStatus: definition.networkMode === 'awsvpc' ? 'PROVISIONING' : 'PENDING',
    desiredStatus: 'RUNNING',
    createdAt: new Date(world.timeline.now()),
    attachments: [],
    attributes: [{ name: 'ecs.cpu-architecture', value: 'x86_64' }],
    cpu: overrides?.cpu ?? definition.cpu ?? '0',
    memory: overrides?.memory ?? definition.memory ?? '0',
    enableExecuteCommand: placement.enableExecuteCommand ?? false,
    launchType: capacity.launchType,
    tags: [...(request.tags ?? [])],
    version: 0,
    ...(startedBy !== undefined && { startedBy }),
    ...(capacity.capacityProvider !== undefined && { capacityProviderName: capacity.capacityProvider }),
    ...(onEc2
      ? { containerInstanceArn: hostFor(cluster, id) }
      : { platformVersion: platformVersion(placement), platformFamily: 'Linux' }),
    ...(!onEc2 && { ephemeralStorage: { sizeInGiB: 20 } }),
  };
}

/** LATEST stands for 1.4.0. */
function platformVersion(placement: Placement): string {
  const wanted = placement.platformVersion;
  return wanted === undefined || wanted === 'LATEST' ? '1.4.0' : wanted;
}

function hostFor(cluster: ClusterModel, id: string): string | undefined {
  return cluster.instances[Number.parseInt(id.slice(0, 6), 16) % Math.max(1, cluster.instances.length)];
}

/** ECS lists every container under `containerOverrides`, with or without an override. */
export function withEveryContainer(
  containers: readonly Container[],
  overrides: TaskOverride | undefined,
): TaskOverride {
  const given = new Map(overrides?.containerOverrides?.map((override) => [override.name, override]));
  return {
    ...overrides,
    containerOverrides: containers.map(({ name }) => given.get(name) ?? { name }),
  };
}
