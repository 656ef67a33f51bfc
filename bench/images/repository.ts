import { daysAgo, digestOf, imageOf, indexOf, REPOSITORY, TODAY, useOf } from '../../prove/worlds/images.ts';
import type { Image, ImageUse } from '../../shared/domain/image.ts';
import type { PlanInput } from '../../shared/domain/image-plan.ts';

const INDEXES = 2_000;
const CHILDREN = 3;
const USES = 500;

/**
 * Images of a large repository: 2,000 indexes of 3 children, a signature for each, and tagged images of one platform up
 * to the count, which is at least 10,000; some of the archive. What an image names stands before it.
 */
export function largeRepository(count: number): readonly Image[] {
  const releases = Array.from({ length: INDEXES }, (_, at) => releaseAt(at)).flat();
  const builds = Array.from({ length: count - releases.length }, (_, at) => buildAt(at));
  return [...builds, ...releases];
}

/** What else a plan of it is made from: 500 uses, half by digest and half by tag. */
export const LARGE_INPUT: Omit<PlanInput, 'images'> = {
  repository: REPOSITORY,
  graph: { uses: Array.from({ length: USES }, (_, at) => useAt(at)), unread: [] },
  rules: [
    {
      repositories: 'payments/*',
      keepNewest: [{ tags: 'release-*', count: 50 }],
      keepYoungerDays: 30,
      keepPulledDays: 60,
      keepTags: ['keep-*'],
      untaggedGraceDays: 7,
    },
  ],
  limits: { maxPercent: 20, maxImages: 10_000, deleteAfterDays: 90, archive: true },
  now: TODAY,
};

function releaseAt(at: number): readonly Image[] {
  const pushedAt = daysAgo(at);
  const children = Array.from({ length: CHILDREN }, (_, platform) =>
    imageOf(`${at}/${platform}`, { pushedAt }),
  );
  const index = indexOf(`release ${at}`, children, { pushedAt, tags: [`release-${at}`] });
  return [...children, index, imageOf(`signature ${at}`, { pushedAt, subject: index.digest })];
}

function buildAt(at: number): Image {
  const age = (at * 7) % 800;
  return imageOf(`build ${at}`, {
    pushedAt: daysAgo(age),
    tags: [`build-${at}`],
    ...(age > 500 && { status: 'ARCHIVED' as const, archivedAt: daysAgo(age - 400) }),
  });
}

function useAt(at: number): ImageUse {
  const by = `service ${at % 50} in prod`;
  return at % 2 === 0
    ? useOf({ by, digest: digestOf(`release ${at * 4}`) })
    : useOf({ by, tag: `build-${at * 31}` });
}
