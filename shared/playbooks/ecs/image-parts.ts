import { ReadError } from '../../domain/errors.ts';
import type { Image, ImageId, RegistryReads } from '../../domain/image.ts';
import { type ImageName, parseImageName } from '../../domain/image-name.ts';
import type { FleetTarget } from '../../domain/target.ts';
import { isIndex } from '../../images/relations.ts';
import { isHandsOff } from '../ecr/tags.ts';

/** The image's name, and what to ask our own registry for: null where it is another's. */
export function homeOf(image: string, { account, region }: FleetTarget) {
  const name = parseImageName(image) ?? null;
  const isHere = name?.registry.startsWith(`${account}.dkr.ecr.${region}.`) === true;
  return { name, id: isHere ? name : null };
}

/**
 * The image and what it lists; empty when it is gone. What an index in the archive lists cannot be read, and is not
 * given. Throws ReadError for any other index that cannot be read: what it lists may be archived.
 */
export async function readParts(
  reads: Pick<RegistryReads, 'image' | 'someImages'>,
  repository: string,
  id: ImageId,
): Promise<readonly Image[]> {
  const image = await reads.image(repository, id);
  if (!image) return [];
  if (image.status === 'ACTIVE' && isIndex(image) && image.children === undefined) {
    throw new ReadError(`what the index ${repository}@${image.digest.slice(0, 19)} lists could not be read`);
  }
  const { children = [] } = image;
  return children.length === 0 ? [image] : [image, ...(await reads.someImages(repository, children))];
}

export function repositoryArn({ partition, region, account }: FleetTarget, repository: string): string {
  return `arn:${partition}:ecr:${region}:${account}:repository/${repository}`;
}

/** The tags of the service or job; those of the repository, which is written to, where they say hands off. */
export async function tagsOf(
  reads: Pick<RegistryReads, 'repositoryTags'>,
  own: Readonly<Record<string, string>>,
  target: FleetTarget,
  repository: string,
): Promise<Readonly<Record<string, string>>> {
  const tags = await reads.repositoryTags(repositoryArn(target, repository));
  return isHandsOff(tags) ? { ...own, ...tags } : own;
}

/** "payments-api:release", or the first digits of the digest where there is no tag: for people. */
export function shortImage(image: string): string {
  const [name = '', digest] = image.slice(image.indexOf('/') + 1).split('@');
  return digest === undefined || name.includes(':') ? name : `${name}@${digest.slice(0, 19)}`;
}

/** The account and the Region of a registry's name. */
export function placeOfRegistry({ registry }: ImageName): { account: string; region: string } {
  const [account = '', , , region = ''] = registry.split('.');
  return { account, region };
}
