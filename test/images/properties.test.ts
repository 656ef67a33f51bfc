import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missingChildren, relativesOf } from '../../prove/worlds/relatives.ts';
import { PLAN_INPUT, USES } from '../../prove/worlds/repository.ts';
import type { Image } from '../../shared/domain/image.ts';
import type { ImagePlan, PlanInput } from '../../shared/domain/image-plan.ts';
import { archiveOrder } from '../../shared/images/batches.ts';
import { planRepository } from '../../shared/images/plan.ts';
import { usedDigests } from '../../shared/images/resolve-uses.ts';

const RUNS = { numRuns: 200 };
const NO_LIMITS = { maxPercent: 100, maxImages: 1_000_000 };

const digests = (images: readonly Image[]) => images.map(({ digest }) => digest);
const removed = (plan: ImagePlan) => [...digests(plan.archive), ...digests(plan.delete)].sort();
const unlimited = (input: PlanInput) => ({ ...input, limits: { ...input.limits, ...NO_LIMITS } });

function activeAfter({ images }: PlanInput, plan: ImagePlan): readonly Image[] {
  const gone = new Set(removed(plan));
  return images.filter(({ digest, status }) => status !== 'ARCHIVED' && !gone.has(digest));
}

describe('shared/images, whatever the repository', () => {
  it('removes no image that is in use, and nothing of its family', () => {
    let removals = 0;
    const property = fc.property(PLAN_INPUT, (input) => {
      const plan = planRepository(input);

      const gone = removed(plan);
      removals += gone.length;
      for (const used of usedDigests(input.repository, input.images, input.graph.uses).uses.keys()) {
        const family = relativesOf(input.images, used);
        expect(gone.filter((digest) => family.has(digest))).toEqual([]);
      }
    });

    fc.assert(property, RUNS);
    expect(removals).toBeGreaterThan(RUNS.numRuns / 4);
  });

  it('leaves no index without a child, neither one to pull nor one in the archive', () => {
    const property = fc.property(PLAN_INPUT, (input) => {
      const plan = planRepository(input);

      const before = input.images.filter(({ status }) => status !== 'ARCHIVED');
      const deleted = new Set(digests(plan.delete));
      const left = input.images.filter(({ digest }) => !deleted.has(digest));
      expect(missingChildren(before, activeAfter(input, plan))).toEqual([]);
      expect(missingChildren(input.images, left)).toEqual([]);
    });

    fc.assert(property, RUNS);
  });

  it('takes no signature from an image that stays', () => {
    const property = fc.property(PLAN_INPUT, (input) => {
      const plan = planRepository(input);

      const staying = new Set(digests(activeAfter(input, plan)));
      const orphaned = [...plan.archive, ...plan.delete].filter(
        ({ subject }) => subject !== undefined && staying.has(subject),
      );
      expect(orphaned).toEqual([]);
    });

    fc.assert(property, RUNS);
  });

  it('never removes more than the limits say, and never what must wait', () => {
    const property = fc.property(PLAN_INPUT, (input) => {
      const { maxPercent, maxImages, archive, deleteAfterDays } = input.limits;

      const plan = planRepository(input);

      const count = plan.archive.length + plan.delete.length;
      expect(count * 100).toBeLessThanOrEqual(maxPercent * input.images.length);
      expect(count).toBeLessThanOrEqual(maxImages);
      if (!archive) expect(plan.archive).toEqual([]);
      if (deleteAfterDays === 0) expect(plan.delete).toEqual([]);
      if (archive) expect(plan.delete.filter(({ status }) => status !== 'ARCHIVED')).toEqual([]);
      expect(plan.archive.filter(({ status }) => status !== 'ACTIVE')).toEqual([]);
    });

    fc.assert(property, RUNS);
  });

  it('says of every image either what happens to it or why it stays', () => {
    const property = fc.property(PLAN_INPUT, (input) => {
      const plan = planRepository(input);

      const all = [...removed(plan), ...plan.kept.keys()].sort();
      expect(all).toEqual(digests(input.images).sort());
      const counted = Object.values(plan.keptBy).reduce((sum, count) => sum + count, 0);
      expect(counted).toBe(plan.kept.size);
    });

    fc.assert(property, RUNS);
  });

  it('says the same in whatever order ECR and the readers list things', () => {
    const shuffled = PLAN_INPUT.chain((input) =>
      fc.tuple(
        fc.constant(input),
        fc.shuffledSubarray([...input.images], { minLength: input.images.length }),
        fc.shuffledSubarray([...input.graph.uses], { minLength: input.graph.uses.length }),
      ),
    );
    const property = fc.property(shuffled, ([input, images, uses]) => {
      const plan = planRepository(input);

      const again = planRepository({ ...input, images, graph: { ...input.graph, uses } });
      const unordered = { unresolved: [] };
      expect({ ...again, ...unordered }).toEqual({ ...plan, ...unordered });
      expect(new Set(again.unresolved)).toEqual(new Set(plan.unresolved));
    });

    fc.assert(property, RUNS);
  });

  it('removes nothing more for one more use, where the limits leave room for all', () => {
    const property = fc.property(PLAN_INPUT, USES, (input, more) => {
      const plan = planRepository(unlimited(input));

      const uses = [...input.graph.uses, ...more];
      const used = planRepository({ ...unlimited(input), graph: { uses, unread: [] } });
      expect(removed(plan)).toEqual(expect.arrayContaining(removed(used)));
      expect([...plan.unused]).toEqual(expect.arrayContaining([...used.unused]));
    });

    fc.assert(property, RUNS);
  });

  it('removes within the limits only what would go without them', () => {
    const property = fc.property(PLAN_INPUT, (input) => {
      const plan = planRepository(input);

      expect(removed(planRepository(unlimited(input)))).toEqual(expect.arrayContaining(removed(plan)));
    });

    fc.assert(property, RUNS);
  });

  it('removes nothing when anything that may use images could not be read', () => {
    const property = fc.property(PLAN_INPUT, (input) => {
      const plan = planRepository({ ...input, graph: { ...input.graph, unread: ['Lambda: throttled'] } });

      expect(removed(plan)).toEqual([]);
      expect(plan.held).toBeDefined();
      expect(plan.unused.size).toBe(0);
    });

    fc.assert(property, RUNS);
  });

  it('orders every step so that a crash after any of them leaves no active index without a child', () => {
    const property = fc.property(PLAN_INPUT, (input) => {
      const { archive, delete: deleted } = planRepository(unlimited(input));
      const active = input.images.filter(({ status }) => status !== 'ARCHIVED');

      const gone = new Set<string>();
      for (const wave of archiveOrder(archive)) {
        for (const digest of wave) gone.add(digest);
        const left = active.filter(({ digest }) => !gone.has(digest));
        expect(missingChildren(active, left)).toEqual([]);
      }
      expect([...gone].sort()).toEqual(digests(archive).sort());

      const dropped = new Set<string>();
      for (const wave of archiveOrder(deleted)) {
        for (const digest of wave) dropped.add(digest);
        const left = input.images.filter(({ digest }) => !dropped.has(digest));
        expect(missingChildren(input.images, left)).toEqual([]);
      }
      expect([...dropped].sort()).toEqual(digests(deleted).sort());
    });

    fc.assert(property, RUNS);
  });
});
