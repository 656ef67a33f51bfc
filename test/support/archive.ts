import type { UpdateImageStorageClassRequest } from '@aws-sdk/client-ecr';
import type { World } from '../../local/world.ts';
import { steadyService } from './fleet.ts';

const DAYS_90 = 90 * 24 * 3600_000;
type Here = Pick<World, 'fleet' | 'timeline'>;

/** A repository with one image under this tag, pushed long ago; gives its digest. */
export function pushedImage({ fleet, timeline }: Here, repository: string, tag: string): string {
  fleet.createRepository({ name: repository });
  return fleet.pushImage(repository, { tags: [tag], pushedAt: timeline.now() - DAYS_90 });
}

/** A list of images for two platforms; gives its digest and those of what it lists. */
export function pushedIndex({ fleet, timeline }: Here, repository: string, tag: string): readonly string[] {
  fleet.createRepository({ name: repository });
  const pushedAt = timeline.now() - DAYS_90;
  const children = [1, 2].map((bytes) => fleet.pushImage(repository, { bytes, pushedAt }));
  return [fleet.pushImage(repository, { tags: [tag], children, pushedAt }), ...children];
}

/** The service payments-api runs steadily, its images are archived, and one of its tasks must be replaced. */
export function archiveUnder(here: Here, ...digests: readonly string[]): string {
  steadyService(here);
  for (const imageDigest of digests) here.fleet.archiveImage('payments-api', { imageDigest });
  const [task] = here.fleet.tasks({ service: 'payments-api' });
  here.fleet.strike({ arns: [task?.taskArn ?? ''] }, { kind: 'exit', afterSeconds: 1, exitCode: 1 });
  return digests[0] ?? '';
}

/** The digests that were asked back from the archive, in that order. */
export function restored({ fleet }: Pick<World, 'fleet'>): unknown[] {
  const calls = fleet.calls.filter(({ command }) => command === 'UpdateImageStorageClass');
  return calls.map(({ input }) => (input as UpdateImageStorageClassRequest).imageId?.imageDigest);
}
