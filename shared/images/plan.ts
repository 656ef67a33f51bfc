import type { Image } from '../domain/image.ts';
import type { ImagePlan, KeepCode, Kept, PlanInput } from '../domain/image-plan.ts';
import { daysSince } from './days.ts';
import { oldestFirst } from './falling.ts';
import { wholeFamilies } from './families.ts';
import { type Judged, judge } from './judge.ts';
import { keptInUse, RESTORED_DAYS } from './keep.ts';
import { keptOf } from './kept.ts';
import { isIndex, type Relations, relate } from './relations.ts';
import { usedDigests } from './resolve-uses.ts';

/**
 * Decides what of a repository goes to the archive, what goes for good, and why everything else stays. Pure, the same
 * for any order of its input, and linear but for sorting. Never throws: in doubt everything stays, with a reason.
 */
export function planRepository(input: PlanInput): ImagePlan {
  const relations = relate(input.images);
  const images = [...relations.images.values()];
  const { uses, unresolved } = usedDigests(input.repository, images, input.graph.uses);
  const used = wholeFamilies(
    keptOf(images, ({ digest }) => keptInUse(uses.get(digest))),
    relations,
  );
  const unused = images.filter(({ digest }) => !used.has(digest));
  const judged = judge(unused, relations, input);

  const missed = images.filter((image) => isMissed(image, used, judged, relations));
  const kept = keptOf(images, (image) => used.get(image.digest) ?? judged.stays(image));
  return {
    repository: input.repository,
    images: images.length,
    bytes: bytesOf(images),
    archive: oldestFirst(unused.filter(({ digest }) => judged.archive.has(digest))),
    delete: oldestFirst(unused.filter(({ digest }) => judged.delete.has(digest))),
    restore: oldestFirst(missed.filter((image) => !isTakenBack(image))),
    takenBack: oldestFirst(missed.filter(isTakenBack)),
    returning: images.filter(
      (image) => image.status === 'ACTIVATING' && used.has(image.digest) && isIndex(image),
    ),
    kept,
    keptBy: countsOf(kept),
    unused: judged.unused,
    unresolved,
    ...(judged.held !== undefined && { held: judged.held }),
  };
}

/** In the archive, although it is in use or belongs to an active image that stays: somebody took that back. */
function isMissed(
  { digest, status }: Image,
  used: ReadonlyMap<string, Kept>,
  { unused, held }: Judged,
  { images, parents }: Relations,
): boolean {
  if (status !== 'ARCHIVED') return false;
  if (used.has(digest)) return true;
  const stays = (parent: string) => images.get(parent)?.status === 'ACTIVE' && !unused.has(parent);
  return held === undefined && (parents.get(digest) ?? []).some(stays);
}

/**
 * Archived so soon after a restore: no sweep does that, so a lifecycle policy or a person does, and would again. ECR
 * keeps both times.
 */
function isTakenBack({ archivedAt = '', activatedAt }: Image): boolean {
  return daysSince(activatedAt, Date.parse(archivedAt)) < RESTORED_DAYS;
}

/** What images weigh together in bytes, as pushed. */
export function bytesOf(images: readonly Image[]): number {
  return images.reduce((sum, { bytes }) => sum + bytes, 0);
}

function countsOf(kept: ReadonlyMap<string, Kept>): ImagePlan['keptBy'] {
  const counts: Partial<Record<KeepCode, number>> = {};
  for (const { code } of kept.values()) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}
