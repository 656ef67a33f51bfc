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
  const ours = uses.filter((use) => isOf(use, repository));
  const asked = Map.groupBy(
    ours.flatMap((use) => namesOf(use).map((name) => ({ name, use }))),
    ({ name }) => name,
  );

  const found = new Map<string, readonly ImageUse[]>();
  const isAsked = (name: string) => asked.has(name);
  for (const { digest, tags } of images) {
    if (!isAsked(digest) && !tags.some(isAsked)) continue;
    const by = [digest, ...tags].flatMap((name) => asked.get(name) ?? []);
    found.set(digest, [...new Set(by.map(({ use }) => use))]);
  }
  const resolved = new Set([...found.values()].flat());
  return { uses: found, unresolved: ours.filter((use) => !resolved.has(use)) };
}

/** What a use asks for. A tag never looks like a digest: it holds no colon. */
export function namesOf({ digest, tag }: ImageUse): readonly string[] {
  if (digest === undefined) return [tag ?? DEFAULT_TAG];
  return tag === undefined ? [digest] : [digest, tag];
}

function isOf(use: ImageUse, repository: Repository): boolean {
  return use.repository === repository.name && registryKey(use.registry) === registryKey(repository.registry);
}

/** One registry has several host names: whoever pulls by another of them uses the same images. */
function registryKey(registry: string): string {
  const [, account, region] = ECR_HOST.exec(registry) ?? [];
  return account === undefined ? registry : `${account}/${region}`;
}
