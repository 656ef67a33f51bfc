import type { Image } from '../../domain/image.ts';
import type { Reads } from '../../domain/reads.ts';
import type { ImageScan, Vulnerability } from '../../domain/vulnerability.ts';
import { platformsOf } from './platforms.ts';

/** What the scans of a repository say of one image or index. */
export interface Scanned {
  readonly scanned: boolean;
  readonly found: readonly Vulnerability[];
  /** The image that the first of them is in; its own digest where there is none. */
  readonly in: string;
}

type ScanReads = Pick<Reads, 'imageScan' | 'imageManifest'>;
type ScanOf = ImageScan & { readonly digest: string };

/** Scans of one repository, each read once. An index is as vulnerable as what it lists. */
export function scansOf(repository: string, images: readonly Image[], reads: ScanReads) {
  const byDigest = new Map(images.map((image) => [image.digest, image]));
  const known = new Map<string, Promise<ImageScan>>();

  function scan(digest: string): Promise<ImageScan> {
    const value = known.get(digest) ?? reads.imageScan(repository, digest);
    known.set(digest, value);
    return value;
  }

  return async (digest: string, wanted: (one: Vulnerability) => boolean): Promise<Scanned> => {
    const image = byDigest.get(digest);
    const listed = image?.children?.filter((child) => byDigest.has(child));
    const scans: ScanOf[] = [];
    for (const one of listed ?? [digest]) scans.push({ digest: one, ...(await scan(one)) });
    const found = scans.flatMap(({ vulnerabilities }) => vulnerabilities.filter(wanted));
    const first = scans.find(({ vulnerabilities }) => vulnerabilities.some(wanted));
    const scanned = await isScanned(scans, image, repository, reads);
    return { scanned, found, in: first?.digest ?? digest };
  };
}

/** For every platform. The manifest is read only where it makes a difference: some were scanned, and some were not. */
async function isScanned(
  scans: readonly ScanOf[],
  image: Image | undefined,
  repository: string,
  reads: ScanReads,
): Promise<boolean> {
  const missing = scans.filter(({ scanned }) => !scanned);
  if (missing.length === 0 || missing.length === scans.length || !image) return missing.length < scans.length;
  const platforms = await platformsOf(image, repository, reads);
  return platforms.length > 0 && !missing.some(({ digest }) => platforms.includes(digest));
}
