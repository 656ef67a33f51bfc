import type { Image } from '../domain/image.ts';
import { relate } from './relations.ts';

/**
 * The digests to archive or to delete, wave after wave: an index before its children, a subject before its referrers.
 * What is left behind by a crash is never an index without a child or an image without its signature; and ECR refuses
 * to delete what an index lists.
 */
export function archiveOrder(images: readonly Image[]): readonly (readonly string[])[] {
  const { images: byDigest, parents, dependents } = relate(images);
  const waiting = new Map([...byDigest.keys()].map((digest) => [digest, parents.get(digest)?.length ?? 0]));
  const waves: string[][] = [];
  let wave = [...byDigest.keys()].filter((digest) => waiting.get(digest) === 0);

  while (wave.length > 0) {
    waves.push(wave);
    wave = wave.flatMap((digest) => (dependents.get(digest) ?? []).filter((next) => release(waiting, next)));
  }
  // Nothing that is made of digests can list itself, but what somebody else says is never worth losing an image.
  const stuck = [...waiting.keys()].filter((digest) => (waiting.get(digest) ?? 0) > 0);
  return stuck.length === 0 ? waves : [...waves, stuck];
}

/** The digests to restore, wave after wave: wait until one is ACTIVE before the next, and an index comes last. */
export function restoreOrder(images: readonly Image[]): readonly (readonly string[])[] {
  return archiveOrder(images).toReversed();
}

function release(waiting: Map<string, number>, digest: string): boolean {
  const left = (waiting.get(digest) ?? 0) - 1;
  waiting.set(digest, left);
  return left === 0;
}
