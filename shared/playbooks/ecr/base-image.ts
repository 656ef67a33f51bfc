import type { Repository } from '../../domain/image.ts';
import type { Reads } from '../../domain/reads.ts';
import type { Findings } from './scan-facts.ts';

/**
 * The base image that a vulnerability came with: the image names its base, and the layer that the scan names is the
 * lowest one, which every image has from its base, or one that the base has. Undefined when that is not known.
 */
export async function baseImageOf(
  { repository, images, vulnerabilities }: Findings,
  { registry }: Repository,
  reads: Pick<Reads, 'imageManifest'>,
): Promise<string | undefined> {
  const [image] = images;
  const layer = vulnerabilities[0]?.packages.find((one) => one.layer !== undefined)?.layer;
  if (!image || layer === undefined) return undefined;
  const manifest = await reads.imageManifest(repository, image.scanned);
  const { base, layers } = manifest ?? { layers: [] };
  if (!base || layers[0] === layer) return base?.name;
  const own = nameIn(registry, base.name);
  const reference = base.digest ?? own?.tag;
  if (!own || reference === undefined) return undefined;
  const below = await reads.imageManifest(own.repository, reference);
  return below?.layers.includes(layer) ? base.name : undefined;
}

/** Repository and tag of an image in this registry; undefined for an image of another one. */
function nameIn(registry: string, image: string) {
  if (!image.startsWith(`${registry}/`)) return undefined;
  const [name = ''] = image.slice(registry.length + 1).split('@');
  const [repository = '', tag] = name.split(':');
  return { repository, tag };
}
