import { ACCOUNT, REGION, type World } from '../../local/world.ts';

const DAY = 24 * 3600 * 1000;
export const REPOSITORY = 'reports/render';

/** A repository with one release every six days, `1.1.0` the oldest; gives the digests in that order. */
export function releases({ fleet, timeline }: Pick<World, 'fleet' | 'timeline'>, count: number): string[] {
  fleet.createRepository({ name: REPOSITORY });
  return Array.from({ length: count }, (_, index) =>
    fleet.pushImage(REPOSITORY, {
      tags: [`1.${index + 1}.0`],
      pushedAt: timeline.now() - (count - index) * 6 * DAY,
    }),
  );
}

/** How the image stands: ACTIVE, ARCHIVED or ACTIVATING; undefined when it is gone. */
export function statusOf({ fleet }: Pick<World, 'fleet'>, digest: string): string | undefined {
  const input = { repositoryName: REPOSITORY, filter: { imageStatus: 'ANY' } };
  const { imageDetails = [] } = fleet.send('ECR', 'DescribeImages', input) as {
    imageDetails?: readonly { imageDigest?: string; imageStatus?: string }[];
  };
  return imageDetails.find(({ imageDigest }) => imageDigest === digest)?.imageStatus;
}

/** `<registry>/<repository>` and what follows. */
export function imageName(rest: string): string {
  return `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/${REPOSITORY}${rest}`;
}
