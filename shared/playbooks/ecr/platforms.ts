import type { Image } from '../../domain/image.ts';
import type { Reads } from '../../domain/reads.ts';
import { isIndex } from '../../images/relations.ts';

/**
 * The digests of all images that a task could run by this one: of an index those for a platform, without what buildx
 * adds to it, such as attestations, which is never scanned. Empty when that cannot be read.
 */
export async function platformsOf(
  image: Image,
  repository: string,
  reads: Pick<Reads, 'imageManifest'>,
): Promise<readonly string[]> {
  if (!isIndex(image)) return [image.digest];
  return (await reads.imageManifest(repository, image.digest))?.platforms ?? [];
}
