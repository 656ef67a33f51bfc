import { ImageAlreadyExistsException } from '@aws-sdk/client-ecr';
import { refusal } from '../errors.ts';
import type { World } from '../model.ts';
import { where } from './errors.ts';
import { digestOf } from './manifest.ts';
import type { ImageContent, ImageModel, RepositoryModel } from './model.ts';
import { checkTag, moveTag } from './tags.ts';

/** What a push brings. */
export interface Push {
  readonly content: ImageContent;
  readonly manifest: string;
  /** A digest of the script's own choice, in place of the manifest's. */
  readonly digest?: string | undefined;
  readonly tags: readonly string[];
  readonly pushedAt: number;
}

/**
 * The image of a push. One that is there already keeps its moment of push, and comes back from the archive.
 * Throws ImageTagAlreadyExistsException, before anything has changed, for a tag that may not move.
 */
export function storeImage(repository: RepositoryModel, push: Push): ImageModel {
  const digest = digestFor(repository, push);
  for (const tag of push.tags) checkTag(repository, tag, digest);
  const image = repository.images.get(digest) ?? addImage(repository, digest, push);
  if (image.status !== 'ACTIVE') activate(image, push.pushedAt);
  for (const tag of push.tags) moveTag(repository, tag, image);
  return image;
}

/** Throws ImageAlreadyExistsException for a push that would change nothing. */
export function refuseRepeat(world: World, repository: RepositoryModel, { manifest, tags }: Push): void {
  const digest = digestFor(repository, { manifest });
  const image = repository.images.get(digest);
  if (image?.status !== 'ACTIVE' || !tags.every((tag) => image.tags.includes(tag))) return;
  const what = `Image with digest '${digest}' and tag '${tags[0] ?? null}' already exists in`;
  throw new ImageAlreadyExistsException(refusal(`${what} ${where(repository.name, world.account)}`));
}

/** It is gone, with all its tags. */
export function removeImage(repository: RepositoryModel, image: ImageModel): void {
  for (const tag of image.tags) repository.byTag.delete(tag);
  repository.images.delete(image.digest);
  repository.artifacts.get(image.content.subject ?? '')?.delete(image);
  repository.listing = undefined;
}

/** It can be pulled from now on. */
export function activate(image: ImageModel, now: number): void {
  image.status = 'ACTIVE';
  image.activatedAt = now;
}

/** Indexes that list an image: it cannot be deleted before them. */
export function indexesOf(repository: RepositoryModel, { digest }: ImageModel): string[] {
  return [...(repository.parents.get(digest) ?? [])].filter((parent) => repository.images.has(parent));
}

function digestFor(
  repository: RepositoryModel,
  { manifest, digest }: Pick<Push, 'manifest' | 'digest'>,
): string {
  const real = digestOf(manifest);
  if (digest !== undefined) repository.chosen.set(real, digest);
  return repository.chosen.get(real) ?? real;
}

function addImage(repository: RepositoryModel, digest: string, push: Push): ImageModel {
  const { content, manifest, pushedAt } = push;
  const canBeWritten = content.config !== undefined && !content.children && !content.subject;
  const image: ImageModel = {
    digest,
    content,
    manifest: canBeWritten ? undefined : manifest,
    sequence: repository.pushes++,
    pushedAt,
    tags: [],
    status: 'ACTIVE',
  };
  repository.images.set(digest, image);
  repository.listing = undefined;
  relate(repository, image);
  return image;
}

function relate({ parents, artifacts }: RepositoryModel, image: ImageModel): void {
  const { children = [], subject } = image.content;
  for (const child of children) parents.set(child, (parents.get(child) ?? new Set()).add(image.digest));
  if (subject !== undefined) artifacts.set(subject, (artifacts.get(subject) ?? new Set()).add(image));
}
