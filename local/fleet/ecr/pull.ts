import type { TaskDefinition } from '@aws-sdk/client-ecs';
import type { World } from '../model.ts';
import { deniesPull } from './access.ts';
import type { ImageModel, RepositoryModel } from './model.ts';

const DAY = 86_400_000;
const RETRIED =
  'CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref';

/** `reason` is what ECS says of the task. */
export type Pulled =
  | { readonly type: 'pulled'; readonly digest: string }
  | { readonly type: 'failed'; readonly reason: string };

/** An image of a repository that is there, by the parts of its name. */
interface Reference {
  readonly repository: RepositoryModel;
  readonly tag: string;
  readonly digest?: string | undefined;
}

/**
 * Pull an image for a task: by the digest that its deployment is pinned to, else by what the name says. The digest
 * of an index is its own and not a child's: it is what the tag stands for. Undefined for other registries' images.
 */
export function pullImage(
  world: World,
  image: string,
  task: TaskDefinition,
  pinned: string | undefined,
  moment = world.timeline.now(),
): Pulled | undefined {
  const reference = referenceOf(world, image);
  if (reference === undefined) return undefined;
  const { repository, tag, digest: named } = reference;
  const digest = pinned ?? named;
  const full = digest === undefined || image.endsWith(digest) ? image : `${image}@${digest}`;
  if (deniesPull(repository, world.account, task.executionRoleArn))
    return failed(`${RETRIED} ${full}: ${forbidden(world, repository, digest ?? tag)}`);
  const found = digest === undefined ? repository.byTag.get(tag) : repository.images.get(digest);
  const parts = [found, ...childOf(repository, found, task)];
  const there = parts.filter((part) => part !== undefined);
  if (found === undefined || there.length < parts.length)
    return failed(`${RETRIED} ${full}: ${full}: not found`);
  if (there.some(({ status }) => status !== 'ACTIVE')) return failed(archived(full));
  for (const part of there) recordPull(part, moment);
  return { type: 'pulled', digest: found.digest };
}

function referenceOf(world: World, image: string): Reference | undefined {
  const { host, repositories } = world.registry;
  if (!image.startsWith(`${host}/`)) return undefined;
  const [name = '', digest] = image.slice(host.length + 1).split('@');
  const [path = '', tag = 'latest'] = name.split(':');
  const repository = repositories.get(path);
  return repository && { repository, tag, digest };
}

/** Of an index the image for the task's architecture is pulled too; undefined stands for one that is gone. */
function childOf(
  { images }: RepositoryModel,
  index: ImageModel | undefined,
  { runtimePlatform }: TaskDefinition,
): (ImageModel | undefined)[] {
  const [first, second = first] = index?.content.children ?? [];
  const child = runtimePlatform?.cpuArchitecture === 'ARM64' ? second : first;
  return child === undefined ? [] : [images.get(child)];
}

/** ECR writes a pull down once in 24 hours. */
function recordPull(image: ImageModel, moment: number): void {
  if (image.pulledAt === undefined || moment >= image.pulledAt + DAY) image.pulledAt = moment;
}

function failed(reason: string): Pulled {
  return { type: 'failed', reason };
}

function archived(image: string): string {
  return `CannotPullContainerError: failed to resolve ref ${image}: the requested image is archived: 404 Not Found`;
}

function forbidden({ registry }: World, { name }: RepositoryModel, what: string): string {
  const url = `https://${registry.host}/v2/${name}/manifests/${what}`;
  return `unexpected status from HEAD request to ${url}: 403 Forbidden`;
}
