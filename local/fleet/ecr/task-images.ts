import type { Container } from '@aws-sdk/client-ecs';
import type { TaskModel, World } from '../model.ts';
import { pullImage } from './pull.ts';

/**
 * Pull the images of a task that are of this registry; gives what ECS says when one cannot be. The first task of a
 * deployment settles which digests its tags stand for, for all that follow: ECS's version consistency.
 */
export function pullImages(world: World, model: TaskModel): string | undefined {
  for (const container of model.task.containers ?? []) {
    const pulled = pull(world, model, container);
    if (pulled?.type !== 'failed') continue;
    container.reason = pulled.reason;
    return pulled.reason;
  }
  return undefined;
}

/** As if it had pulled them back then; what is not there any more leaves no trace. */
export function assumePulled(world: World, model: TaskModel, since: number): void {
  for (const container of model.task.containers ?? []) pull(world, model, container, since);
}

function pull(world: World, { deployment, definition }: TaskModel, container: Container, moment?: number) {
  const settled = deployment?.images.find(({ containerName }) => containerName === container.name);
  const pulled = pullImage(world, container.image ?? '', definition, settled?.imageDigest, moment);
  if (pulled?.type !== 'pulled') return pulled;
  container.imageDigest = pulled.digest;
  if (settled !== undefined) settled.imageDigest = pulled.digest;
  return pulled;
}
