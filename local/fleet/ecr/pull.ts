import type { TaskDefinition } from '@aws-sdk/client-ecs';
import type { World } from '../model.ts';
import { deniesPull } from './access.ts';
import type { ImageModel, RepositoryModel } from './model.ts';

const DAY = 86_400_000;
const RETRIED = 'pull image manifest has been retried 1 time(s)';

/** `reason` is what ECS says of the task. */
export type Pulled =
  | { readonly type: 'pulled'; readonly digest: string }
  | { readonly type: 'failed'; readonly reason: string };

/** An image of a repository that is there. */
interface Reference {
  readonly repository: RepositoryModel;
  /** As ECS names it where it says what went wrong. */
  readonly full: string;
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
  const reference = referenceOf(world, image, pinned);
  if (reference === undefined) return undefined;
  if (deniesPull(reference.repository, world.account, task.executionRoleArn))
    return failed(forbidden(world, reference));
  const found = findImage(reference);
  const child = found && childOf(reference.repository, found, task);
  if (found === undefined || child === 'gone') return failed(notFound(reference));
  const parts = child === undefined ? [found] : [found, child];
  if (parts.some(({ status }) => status !== 'ACTIVE')) return failed(archived(reference));
  for (const part of parts) recordPull(part, moment);
  return { type: 'pulled', digest: found.digest };
}

/** Whether the image is of a repository that is there: others' images are pulled whatever they are called. */
export function isOfRegistry(world: World, image: string): boolean {
  return referenceOf(world, image, undefined) !== undefined;
}

function referenceOf(world: World, image: string, pinned: string | undefined): Reference | undefined {
  const registries = [world.registry, world.publicRegistry];
  const registry = registries.find(({ host }) => image.startsWith(`${host}/`));
  if (registry === undefined) return undefined;
  const { host, repositories } = registry;
  const [name = '', named] = image.slice(host.length + 1).split('@');
  const [path = '', tag = 'latest'] = name.split(':');
  const repository = repositories.get(path);
  const digest = pinned ?? named;
  const full = digest === undefined || digest === named ? image : `${image}@${digest}`;
  return repository && { repository, full, tag, digest };
}

function findImage({ repository, tag, digest }: Reference): ImageModel | undefined {
  return digest === undefined ? repository.byTag.get(tag) : repository.images.get(digest);
}

/** Of an index the image for the task's architecture is pulled too. */
function childOf(
  { images }: RepositoryModel,
  { content }: ImageModel,
  { runtimePlatform }: TaskDefinition,
): ImageModel | 'gone' | undefined {
  const [first, second = first] = content.children ?? [];
  const child = runtimePlatform?.cpuArchitecture === 'ARM64' ? second : first;
  return child === undefined ? undefined : (images.get(child) ?? 'gone');
}

/** ECR writes a pull down once in 24 hours. */
function recordPull(image: ImageModel, moment: number): void {
  if (image.pulledAt === undefined || moment >= image.pulledAt + DAY) image.pulledAt = moment;
}

function failed(reason: string): Pulled {
  return { type: 'failed', reason: `CannotPullContainerError: ${reason}` };
}

function notFound({ full }: Reference): string {
  return `${RETRIED}: failed to resolve ref ${full}: ${full}: not found`;
}

function archived({ full }: Reference): string {
  return `failed to resolve ref ${full}: the requested image is archived: 404 Not Found`;
}

function forbidden({ registry }: World, { repository, full, tag, digest = tag }: Reference): string {
  const url = `https://${registry.host}/v2/${repository.name}/manifests/${digest}`;
  return `${RETRIED}: failed to resolve ref ${full}: unexpected status from HEAD request to ${url}: 403 Forbidden`;
}
