import type { Image, ImageUse, Repository } from '../domain/image.ts';

/** What a container image's name means when it says neither tag nor digest. */
const DEFAULT_TAG = 'latest';

/** `<account>.dkr.ecr.<region>.<suffix>`, its FIPS form, and the dual-stack `<account>.dkr-ecr.<region>.on.aws`. */
const ECR_HOST = /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]{1,32})\./;

export interface UsedDigests {
  /** By digest, each with who uses it. */
  readonly uses: ReadonlyMap<string, readonly ImageUse[]>;
  /** Uses of this repository that lead to no image in it: what they would pull is not there. */
  readonly unresolved: readonly ImageUse[];
}

/**
 * Which images of a repository the uses are of. A digest is taken as it is, a tag leads to the image that carries
 * it now, and a use that names both is of both: one runs, the other is what the next start may pull.
 */
export function usedDigests(
  repository: Repository,
  images: readonly Image[],
  uses: readonly ImageUse[],
): UsedDigests {
  const tags = new Map<string, string>();
  for (const { digest, tags: carried } of images) for (const tag of carried) tags.set(tag, digest);
  const digests = new Set(images.map(({ digest }) => digest));
  const found = new Map<string, ImageUse[]>();
  const unresolved: ImageUse[] = [];

  for (const use of uses.filter((use) => isOf(use, repository))) {
    const used = digestsOf(use, tags).filter((digest) => digests.has(digest));
    if (used.length === 0) unresolved.push(use);
    for (const digest of used) listOf(found, digest).push(use);
  }
  return { uses: found, unresolved };
}

function listOf(found: Map<string, ImageUse[]>, digest: string): ImageUse[] {
  const known = found.get(digest) ?? [];
  if (known.length === 0) found.set(digest, known);
  return known;
}

function isOf(use: ImageUse, repository: Repository): boolean {
  return use.repository === repository.name && registryKey(use.registry) === registryKey(repository.registry);
}

/** One registry has several host names: whoever pulls by another of them uses the same images. */
function registryKey(registry: string): string {
  const [, account, region] = ECR_HOST.exec(registry) ?? [];
  return account === undefined ? registry : `${account}/${region}`;
}

function digestsOf({ digest, tag }: ImageUse, tags: ReadonlyMap<string, string>): readonly string[] {
  if (digest !== undefined && tag === undefined) return [digest];
  const tagged = tags.get(tag ?? DEFAULT_TAG);
  return [digest, tagged].filter((known) => known !== undefined);
}
