import type { Image } from '../../domain/image.ts';
import type { ImagePlan } from '../../domain/image-plan.ts';
import { choose } from '../../domain/images-action.ts';
import { archiveOrder, restoreOrder } from '../../images/batches.ts';
import { bytesOf } from '../../images/plan.ts';
import type { RepositorySweep, Selection } from './sweep-facts.ts';

/** A plan as it is carried out. A plan knows of every image; this only of those that are written to. */
export function sweepOf(plan: ImagePlan, maxImages: number): RepositorySweep {
  const repository = plan.repository.name;
  return {
    repository,
    images: plan.images,
    archive: inWaves(repository, plan.archive, archiveOrder(plan.archive)),
    delete: inWaves(repository, plan.delete, archiveOrder(plan.delete)),
    // A restore can be cut anywhere: what is left follows in the next round.
    restore: cut(inWaves(repository, plan.restore, restoreOrder(plan.restore)), maxImages),
  };
}

function inWaves(
  repository: string,
  images: readonly Image[],
  waves: readonly (readonly string[])[],
): Selection {
  const byDigest = new Map(images.map((image) => [image.digest, image]));
  const chosen = waves.map((wave) => ({
    repository,
    images: wave.map((digest) => choose(byDigest.get(digest) ?? { digest, tags: [] })),
  }));
  return { chosen, images: images.length, bytes: bytesOf(images) };
}

function cut({ chosen, images, bytes }: Selection, most: number): Selection {
  if (images <= most) return { chosen, images, bytes };
  const [first] = chosen;
  const some = first?.images.slice(0, most) ?? [];
  return { chosen: first ? [{ ...first, images: some }] : [], images: some.length, bytes };
}
