import type { Container, ContainerDefinition, TaskDefinition, TaskOverride } from '@aws-sdk/client-ecs';
import type { TaskModel, World } from './model.ts';
import { createRandom } from './random.ts';

/** What ends a container: the code it leaves, and what the agent says of it. */
export interface Exit {
  readonly exitCode: number;
  readonly reason?: string | undefined;
}

export function pendingContainers(world: World, model: TaskModel): Container[] {
  return (model.definition.containerDefinitions ?? []).map((definition) => ({
    containerArn: world.arns.container(model.cluster.name, model.id, model.random.uuid()),
    taskArn: model.task.taskArn,
    name: definition.name,
    image: definition.image,
    lastStatus: 'PENDING',
    networkInterfaces: [],
    cpu: String(definition.cpu ?? 0),
    ...(definition.memory !== undefined && { memory: String(definition.memory) }),
  }));
}

/** The images are there and the processes run. */
export function startContainers(model: TaskModel): void {
  for (const container of model.task.containers ?? []) {
    container.lastStatus = 'RUNNING';
    container.imageDigest ??= imageDigest(container.image ?? '');
    container.runtimeId = `${model.id}-${model.random.digits(10)}`;
  }
}

/** One container ends by itself; the others are told to stop, because an essential one has gone. */
export function exitContainers(model: TaskModel, name: string, exit: Exit): void {
  for (const container of model.task.containers ?? []) {
    stopContainer(container, container.name === name ? exit : { exitCode: 143 });
  }
}

/** All are told to stop: most obey the signal, some end cleanly, a few must be killed. */
export function terminateContainers(model: TaskModel, exitCode?: number): void {
  const draw = model.random.next();
  const usual = draw < 0.6 ? 143 : draw < 0.9 ? 0 : 137;
  for (const container of model.task.containers ?? []) {
    const started = container.lastStatus === 'RUNNING';
    stopContainer(container, started ? { exitCode: exitCode ?? usual } : undefined);
  }
}

/** Containers that never started have no exit code. */
export function abandonContainers(model: TaskModel, reason?: string): void {
  for (const container of model.task.containers ?? []) stopContainer(container, undefined, reason);
}

/** The container whose end ends the task. */
export function mainContainer(definition: TaskDefinition): string {
  const containers = definition.containerDefinitions ?? [];
  return (containers.find(isEssential) ?? containers[0])?.name ?? '';
}

/** MiB that a container may use: an override goes before the definition, the container before the task. */
export function memoryLimit(
  definition: TaskDefinition,
  overrides: TaskOverride | undefined,
  name: string,
): number {
  const container = definition.containerDefinitions?.find((candidate) => candidate.name === name);
  const override = overrides?.containerOverrides?.find((candidate) => candidate.name === name);
  return Number(override?.memory ?? container?.memory ?? overrides?.memory ?? definition.memory ?? 0);
}

function stopContainer(container: Container, exit: Exit | undefined, reason = exit?.reason): void {
  container.lastStatus = 'STOPPED';
  if (exit !== undefined) container.exitCode = exit.exitCode;
  if (reason !== undefined) container.reason = reason;
}

/** `essential` is true unless a definition says otherwise. */
function isEssential(definition: ContainerDefinition): boolean {
  return definition.essential !== false;
}

const digests = new Map<string, string>();

/** The same image reference always gives the same digest. */
export function imageDigest(image: string): string {
  const digest = digests.get(image) ?? `sha256:${createRandom('image', image).hex(64)}`;
  digests.set(image, digest);
  return digest;
}
