import type { NewImage } from '../../local/fleet/index.ts';
import type { World } from '../../local/world.ts';

const DAY = 24 * 3600 * 1000;
export const PUBLIC_REPOSITORY = 'tools/agent';

type Place = Pick<World, 'fleet' | 'timeline'>;

/** A public repository with one release every six days, `1.1.0` the oldest; gives the digests in that order. */
export function publicReleases(place: Place, count: number, name = PUBLIC_REPOSITORY): string[] {
  place.fleet.createPublicRepository({ name });
  return Array.from({ length: count }, (_, index) =>
    pushPublic(place, { tags: [`1.${index + 1}.0`] }, (count - index) * 6, name),
  );
}

/** So many days ago. Gives the digest. */
export function pushPublic(
  { fleet, timeline }: Place,
  image: NewImage,
  daysAgo: number,
  name = PUBLIC_REPOSITORY,
): string {
  return fleet.pushPublicImage(name, { ...image, pushedAt: timeline.now() - daysAgo * DAY });
}

/** Digests of what is there, in the order of the pushes. */
export function publicDigests({ fleet }: Pick<World, 'fleet'>, repositoryName = PUBLIC_REPOSITORY): string[] {
  const { imageDetails = [] } = fleet.send('ECRPUBLIC', 'DescribeImages', { repositoryName }) as {
    imageDetails?: readonly { imageDigest: string }[];
  };
  return imageDetails.map(({ imageDigest }) => imageDigest);
}
