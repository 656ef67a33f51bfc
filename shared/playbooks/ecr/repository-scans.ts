import type { Image } from '../../domain/image.ts';
import type { Reads } from '../../domain/reads.ts';
import type { ImageScan, Vulnerability } from '../../domain/vulnerability.ts';

/** What the scans of a repository say of one image or index. */
export interface Scanned {
  readonly scanned: boolean;
  readonly found: readonly Vulnerability[];
  /** The image that the first of them is in; its own digest where there is none. */
  readonly in: string;
}

/** Scans of one repository, each read once. An index is as vulnerable as what it lists. */
export function scansOf(repository: string, images: readonly Image[], reads: Pick<Reads, 'imageScan'>) {
  const byDigest = new Map(images.map((image) => [image.digest, image]));
  const known = new Map<string, Promise<ImageScan>>();

  function scan(digest: string): Promise<ImageScan> {
    const value = known.get(digest) ?? reads.imageScan(repository, digest);
    known.set(digest, value);
    return value;
  }

  return async (digest: string, wanted: (one: Vulnerability) => boolean): Promise<Scanned> => {
    const listed = byDigest.get(digest)?.children?.filter((child) => byDigest.has(child));
    const scans: (ImageScan & { readonly digest: string })[] = [];
    for (const one of listed ?? [digest]) scans.push({ digest: one, ...(await scan(one)) });
    const found = scans.flatMap(({ vulnerabilities }) => vulnerabilities.filter(wanted));
    const first = scans.find(({ vulnerabilities }) => vulnerabilities.some(wanted));
    // What buildx adds to an index, such as attestations, is never scanned.
    return { scanned: scans.some(({ scanned }) => scanned), found, in: first?.digest ?? digest };
  };
}
