import fc from 'fast-check';
import type { Image, ImageUse } from '../../shared/domain/image.ts';
import type { ImageLimits, ImageRule, PlanInput } from '../../shared/domain/image-plan.ts';
import { daysAgo, digestOf, INDEX, imageOf, REPOSITORY, TODAY, useOf } from './images.ts';

const TAGS = ['release-1', 'release-2', 'release-3', 'release-4', 'dev-1', 'dev-2', 'latest', 'prod'];

/** Without fast-check's bias to small numbers: in a world of young images nothing ever goes. */
const days = fc.noBias(fc.nat(400));
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined, freq: 2 });

const NODE = fc.record({
  kind: fc.oneof(
    { weight: 10, arbitrary: fc.constant('image' as const) },
    { weight: 8, arbitrary: fc.constant('index' as const) },
    { weight: 5, arbitrary: fc.constant('referrer' as const) },
    { weight: 2, arbitrary: fc.constant('cosign' as const) },
    { weight: 1, arbitrary: fc.constant('orphan' as const) },
  ),
  /** Which earlier images it lists or refers to: what is named by its digest is older than what names it. */
  picks: fc.array(fc.nat(30), { minLength: 1, maxLength: 3 }),
  tags: fc.array(fc.constantFrom(...TAGS), { maxLength: 2 }),
  pushed: days,
  pulled: maybe(days),
  status: fc.constantFrom('ACTIVE' as const, 'ACTIVE' as const, 'ARCHIVED' as const),
  archived: days,
  restored: fc.oneof({ weight: 8, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: days }),
});
type Node = typeof NODE extends fc.Arbitrary<infer T> ? T : never;

/** Any images: indexes of indexes, shared children, referrers of referrers, tags that moved on, a mixed archive. */
export const IMAGES: fc.Arbitrary<readonly Image[]> = fc
  .array(NODE, { minLength: 1, maxLength: 24, size: 'max' })
  .map((nodes) => withTagsOnce(nodes.map((node, at) => imageAt(node, at))));

function imageAt(node: Node, at: number): Image {
  const earlier = at === 0 ? [] : node.picks.map((pick) => digestOf(pick % at));
  const first = earlier[0] ?? digestOf('gone');
  const { status, pulled, restored } = node;
  return imageOf(at, {
    tags: node.kind === 'cosign' ? [`${first.replace(':', '-')}.sig`] : node.tags,
    bytes: 1000 + at,
    pushedAt: daysAgo(node.pushed),
    status,
    ...(pulled !== undefined && { pulledAt: daysAgo(pulled) }),
    ...(restored !== undefined && { activatedAt: daysAgo(restored) }),
    ...(status === 'ARCHIVED' && { archivedAt: daysAgo(node.archived) }),
    ...(node.kind === 'index' && { mediaType: INDEX, children: earlier }),
    ...(node.kind === 'referrer' && { subject: first }),
    ...(node.kind === 'orphan' && { subject: digestOf('gone') }),
  });
}

/** A tag moves to what was pushed last with it. */
function withTagsOnce(images: readonly Image[]): readonly Image[] {
  const carriers = new Map(images.flatMap(({ tags, digest }) => tags.map((tag) => [tag, digest])));
  return images.map((image) => ({
    ...image,
    tags: [...new Set(image.tags)].filter((tag) => carriers.get(tag) === image.digest),
  }));
}

/** By digest, by a tag that somebody carries or nobody does, by both or neither; some of other registries. */
export const USES: fc.Arbitrary<readonly ImageUse[]> = fc.array(
  fc
    .record({
      digest: maybe(fc.nat(30).map(digestOf)),
      tag: maybe(fc.constantFrom(...TAGS, 'gone')),
      registry: fc.constantFrom(
        REPOSITORY.registry,
        '111122223333.dkr-ecr.eu-central-1.on.aws',
        '444455556666.dkr.ecr.eu-central-1.amazonaws.com',
      ),
      by: fc.constantFrom('service api in prod', 'service web in prod', 'function thumbnails'),
    })
    .map(({ digest, tag, ...more }) =>
      useOf({ ...more, ...(digest !== undefined && { digest }), ...(tag !== undefined && { tag }) }),
    ),
  { maxLength: 4 },
);

const PATTERN = fc.constantFrom('release-*', 'dev-*', 'release-1', 'latest');

export const RULE: fc.Arbitrary<ImageRule> = fc.record({
  repositories: fc.constantFrom('*', 'payments/*', 'payments/api'),
  keepNewest: maybe(
    fc.array(fc.record({ tags: PATTERN, count: fc.integer({ min: 1, max: 4 }) }), { maxLength: 2 }),
  ),
  keepYoungerDays: maybe(fc.constantFrom(1, 14, 90)),
  keepPulledDays: maybe(fc.constantFrom(7, 60)),
  keepTags: maybe(fc.array(PATTERN, { maxLength: 1 })),
  untaggedGraceDays: maybe(fc.constantFrom(1, 7)),
});

export const LIMITS: fc.Arbitrary<ImageLimits> = fc.record({
  maxPercent: fc.noBias(fc.integer({ min: 10, max: 100 })),
  maxImages: fc.noBias(fc.nat(20)),
  deleteAfterDays: fc.constantFrom(0, 30, 90),
  archive: fc.boolean(),
});

/** One repository with its uses, a rule and limits, at TODAY, and everything that uses it read. */
export const PLAN_INPUT: fc.Arbitrary<PlanInput> = fc
  .record({
    images: IMAGES,
    uses: USES,
    rule: RULE,
    limits: LIMITS,
    unusedFor: fc.array(days, { maxLength: 24 }),
  })
  .map(({ images, uses, rule, limits, unusedFor }) => ({
    repository: REPOSITORY,
    images,
    graph: { uses, unread: [] },
    rules: [rule],
    limits,
    unusedSince: new Map(unusedFor.map((since, at) => [digestOf(at), daysAgo(since)])),
    now: TODAY,
  }));
