import type { Image } from '../domain/image.ts';
import type { ImagePlan, KeepCode, Kept, PlanInput } from '../domain/image-plan.ts';
import { wholeFamilies } from './families.ts';
import { judge } from './judge.ts';
import { keptInUse } from './keep.ts';
import { relate } from './relations.ts';
import { type UsedDigests, usedDigests } from './resolve-uses.ts';

/**
 * Decides what of a repository goes to the archive, what goes for good, and why everything else stays. Pure, the same
 * for any order of its input, and linear but for sorting. Never throws: in doubt everything stays, with a reason.
 */
export function planRepository(input: PlanInput): ImagePlan {
  const relations = relate(input.images);
  const images = [...relations.images.values()];
  const { uses, unresolved } = usedDigests(input.repository, images, input.graph.uses);
  const used = wholeFamilies(inUse(images, uses), relations);
  const unused = images.filter(({ digest }) => !used.has(digest));
  const judged = judge(unused, relations, input);

  const kept = new Map([...judged.kept, ...used]);
  return {
    repository: input.repository,
    images: images.length,
    bytes: bytesOf(images),
    archive: unused.filter(({ digest }) => judged.archive.has(digest)),
    delete: unused.filter(({ digest }) => judged.delete.has(digest)),
    restore: images.filter(({ digest, status }) => status === 'ARCHIVED' && used.has(digest)),
    kept,
    keptBy: countsOf(kept),
    unused: judged.spare.map(({ digest }) => digest),
    unresolved,
    ...(judged.held !== undefined && { held: judged.held }),
  };
}

/** What images weigh together in bytes, as pushed. */
export function bytesOf(images: readonly Image[]): number {
  return images.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** In the order of the images, whatever the order of the uses. */
function inUse(images: readonly Image[], uses: UsedDigests['uses']): ReadonlyMap<string, Kept> {
  const found = images.map(({ digest }) => [digest, uses.get(digest)] as const);
  return new Map(found.flatMap(([digest, by]) => (by === undefined ? [] : [[digest, keptInUse(by)]])));
}

function countsOf(kept: ReadonlyMap<string, Kept>): ImagePlan['keptBy'] {
  const counts: Partial<Record<KeepCode, number>> = {};
  for (const { code } of kept.values()) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}
