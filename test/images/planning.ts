import { REPOSITORY, TODAY } from '../../prove/worlds/images.ts';
import type { Image } from '../../shared/domain/image.ts';
import type { ImagePlan, ImageRule, PlanInput } from '../../shared/domain/image-plan.ts';
import { planRepository } from '../../shared/images/plan.ts';

export const RULE: ImageRule = { repositories: 'payments/*', keepYoungerDays: 30 };
export const LIMITS = { maxPercent: 100, maxImages: 1_000, deleteAfterDays: 90, archive: true };

/** A plan for these images by RULE and within wide limits, but for what `more` says. */
export function planOf(images: readonly Image[], more: Partial<PlanInput> = {}): ImagePlan {
  const graph = { uses: [], unread: [] };
  return planRepository({
    repository: REPOSITORY,
    images,
    graph,
    rules: [RULE],
    limits: LIMITS,
    now: TODAY,
    ...more,
  });
}

/** What becomes of an image: `archive`, `delete`, or the code of why it stays. */
export function fateOf(plan: ImagePlan, { digest }: Image): string | undefined {
  const within = (images: readonly Image[]) => images.some((image) => image.digest === digest);
  if (within(plan.archive)) return 'archive';
  return within(plan.delete) ? 'delete' : plan.kept.get(digest)?.code;
}
