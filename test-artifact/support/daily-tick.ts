import { tickEvent } from '../../local/domains.ts';
import { oldImages } from '../../test/support/old-images.ts';
import { ACCOUNT, REGION } from './deployment.ts';
import { open } from './stories.ts';
import type { ArtifactOptions, ArtifactWorld } from './world.ts';

/** A service that runs `good`, and 19 images beside it that nothing uses, when the daily schedule comes due. */
export async function dailyTick(
  prepare: (here: ArtifactWorld) => void = () => {},
  options: ArtifactOptions = {},
): Promise<ArtifactWorld> {
  const here = await open(options);
  const { fleet, timeline } = here;
  oldImages(here, 19);
  fleet.putImageFunction('thumbnails', `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/thumbnails:1`);
  prepare(here);
  here.put(
    tickEvent('watchkeeper-prod', 'clean-images', { account: ACCOUNT, region: REGION, at: timeline.now() }),
  );
  await here.minutes(5);
  return here;
}

/** How its images stand, in the order of their pushes: ACTIVE or ARCHIVED. */
export function statuses({ fleet }: ArtifactWorld): readonly (string | undefined)[] {
  const input = { repositoryName: 'payments-api', filter: { imageStatus: 'ANY' } };
  const { imageDetails = [] } = fleet.send('ECR', 'DescribeImages', input) as {
    readonly imageDetails?: readonly { readonly imageStatus?: string }[];
  };
  return imageDetails.map(({ imageStatus }) => imageStatus);
}
