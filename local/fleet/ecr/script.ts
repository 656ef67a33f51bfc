import type { EncryptionConfiguration, ImageTagMutability } from '@aws-sdk/client-ecr';
import type { World } from '../model.ts';
import { sendImageAction } from './events.ts';
import { storeImage } from './images.ts';
import { largestOf, repositoryOf } from './lookup.ts';
import { INDEX, MANIFEST, writeManifest } from './manifest.ts';
import type { ImageContent, RepositoryModel } from './model.ts';
import { checkChildren } from './put-image.ts';
import { createRepository } from './repositories.ts';
import { setRepositoryPolicy } from './repository-policy.ts';

const USUAL_BYTES = 50_000_000;

/** A repository to be. */
export interface NewRepository {
  readonly name: string;
  /** MUTABLE, unless it says otherwise. */
  readonly immutability?: ImageTagMutability;
  /** Tags that are not as `immutability` says; `*` stands for any text. */
  readonly exclusions?: readonly string[];
  readonly scanOnPush?: boolean;
  readonly encryption?: EncryptionConfiguration;
  readonly tags?: Readonly<Record<string, string>>;
  /** Who else may pull, as JSON. */
  readonly policyText?: string;
}

/** An image to be pushed: by default one that differs from all others. */
export interface NewImage {
  readonly tags?: readonly string[];
  /** Of the script's own choice, in place of the hash of its manifest. */
  readonly digest?: string;
  /** 50 MB, unless it says otherwise; of an index the size of its largest child. */
  readonly bytes?: number;
  /** An index: digests of images that are there, the first for amd64, the second for arm64. */
  readonly children?: readonly string[];
  /** An artifact that belongs to the image with this digest, such as a signature. */
  readonly subject?: string;
  readonly artifactType?: string;
  readonly mediaType?: string;
  /** It has been there since this moment (milliseconds since the epoch), and no event tells of it. */
  readonly pushedAt?: number;
}

/** Gives the ARN. */
export function addRepository(world: World, wanted: NewRepository): string {
  const {
    name,
    immutability,
    exclusions = [],
    scanOnPush = false,
    encryption,
    tags = {},
    policyText,
  } = wanted;
  const { repository } = createRepository(world, {
    repositoryName: name,
    imageTagMutability: immutability,
    imageTagMutabilityExclusionFilters: exclusions.map((filter) => ({ filterType: 'WILDCARD', filter })),
    imageScanningConfiguration: { scanOnPush },
    encryptionConfiguration: encryption,
    tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  });
  if (policyText !== undefined) setRepositoryPolicy(world, { repositoryName: name, policyText });
  return repository?.repositoryArn ?? '';
}

/** Gives the digest. Throws what PutImage does, for a tag that may not move and for children that are not there. */
export function pushImage(world: World, repositoryName: string, wanted: NewImage): string {
  const repository = repositoryOf(world, { repositoryName });
  const { tags = [], digest, pushedAt } = wanted;
  const content = contentOf(world, repository, wanted);
  checkChildren(repository, content);
  const manifest = writeManifest(repository.images, content);
  const now = world.timeline.now();
  const image = storeImage(repository, { content, manifest, digest, tags, pushedAt: pushedAt ?? now });
  if (pushedAt !== undefined) return image.digest;
  for (const tag of tags.length > 0 ? tags : [undefined])
    sendImageAction(world, repository, image, 'PUSH', tag);
  return image.digest;
}

function contentOf(world: World, repository: RepositoryModel, wanted: NewImage): ImageContent {
  const { children, subject, artifactType, mediaType = children ? INDEX : MANIFEST } = wanted;
  const bytes = wanted.bytes ?? (children ? largestOf(repository, children) : USUAL_BYTES);
  const config = world.registry.random.hex(64);
  return { mediaType, bytes, config, children, subject, artifactType };
}
