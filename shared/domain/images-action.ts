import type { ActionBase } from './action-base.ts';
import { sha256 } from './digest.ts';
import type { Image } from './image.ts';

/** Images of one repository, in the order in which they are written to. */
export interface ChosenImages {
  readonly repository: string;
  readonly images: readonly ChosenImage[];
}

/** What the image looked like when it was chosen: one that was tagged anew since is somebody's again. */
export interface ChosenImage {
  readonly digest: string;
  /** One of its tags, for people; absent for an untagged image. */
  readonly tag?: string;
  /** Of all its tags: hundreds of images with many tags each must fit into a checkpoint. */
  readonly tagsHash: string;
}

/** So much of the tag is kept. */
const TAG_LENGTH = 40;

/** The image as it is now, to be compared with when it is written to. */
export function choose({ digest, tags }: Pick<Image, 'digest' | 'tags'>): ChosenImage {
  const [tag] = tags;
  return { digest, ...(tag !== undefined && { tag: tag.slice(0, TAG_LENGTH) }), tagsHash: tagsHash(tags) };
}

export function tagsHash(tags: readonly string[]): string {
  return sha256(tags.toSorted().join(' ')).slice(0, 12);
}

/**
 * Whether a digest or tag is one of the chosen image's. Of its tags only one is known, and the hash tells a second one:
 * of an image with more than two tags the others are not recognised.
 */
export function isNameOf(name: string, { digest, tag, tagsHash: hash }: ChosenImage): boolean {
  if (name === digest) return true;
  return tag !== undefined && (name.slice(0, TAG_LENGTH) === tag || tagsHash([tag, name]) === hash);
}

interface ImagesActionBase extends ActionBase {
  /** The account whose registry it is. */
  readonly registryId: string;
  readonly chosen: readonly ChosenImages[];
  /** For people: how much that is. */
  readonly bytes: number;
}

/** Move images to the archive storage class, where they cannot be pulled: if nobody tagged or pulled them since. */
export interface ArchiveImages extends ImagesActionBase {
  readonly kind: 'ecr.archive-images';
  /** ISO 8601: a pull after this moment keeps the image. */
  readonly chosenAt: string;
  readonly inverse: RestoreImages;
}

/** Move images back to the standard storage class; ECR takes up to 20 minutes until they can be pulled. */
export interface RestoreImages extends ImagesActionBase {
  readonly kind: 'ecr.restore-images';
}

/** Delete images for good, if they still have that status and nobody pulled them since. It has no inverse. */
export interface DeleteImages extends ImagesActionBase {
  readonly kind: 'ecr.delete-images';
  /** ANY where nothing is archived first: then they can be pulled until they are gone. */
  readonly status: 'ARCHIVED' | 'ANY';
  /** ISO 8601: a pull after this moment keeps the image. */
  readonly chosenAt: string;
}

/** Delete images of ECR Public for good: it has no archive, and does not tell who pulls them. */
export interface DeletePublicImages extends ImagesActionBase {
  readonly kind: 'ecr-public.delete-images';
}

export type ImagesAction = ArchiveImages | RestoreImages | DeleteImages | DeletePublicImages;
