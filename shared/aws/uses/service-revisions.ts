import { DescribeServiceRevisionsCommand, type ECSClient, type ServiceRevision } from '@aws-sdk/client-ecs';
import type { ImageName } from '../../domain/image-name.ts';
import { onlyMissing, read } from '../read.ts';
import { chunks } from '../shapes.ts';
import { imageAsPulled } from './place.ts';

/** DescribeServiceRevisions takes so many at once. */
const PER_CALL = 20;

/** The images of these service revisions. Those that ECS has forgotten are left out: nothing can go back to them. */
export async function imagesOfRevisions(
  ecs: ECSClient,
  arns: readonly string[],
  of: string,
): Promise<readonly ImageName[]> {
  const images: ImageName[] = [];
  for (const some of chunks(arns, PER_CALL)) {
    images.push(...(await describeRevisions(ecs, some, of)).flatMap(imagesOf));
  }
  return images;
}

/**
 * The images of the newest `depth` revisions that differ in them. Deploying the same images again makes a new
 * revision, and would push out what a rollback needs.
 */
export async function newestRevisions(
  ecs: ECSClient,
  newestFirst: readonly string[],
  depth: number,
  of: string,
): Promise<readonly ImageName[]> {
  const distinct = new Map<string, readonly ImageName[]>();
  for (const some of chunks([...new Set(newestFirst)], PER_CALL)) {
    const found = new Map(
      (await describeRevisions(ecs, some, of)).map((revision) => [revision.serviceRevisionArn, revision]),
    );
    for (const revision of some.flatMap((arn) => found.get(arn) ?? [])) {
      if (distinct.size >= depth) break;
      distinct.set(JSON.stringify(revision.containerImages), imagesOf(revision));
    }
    if (distinct.size >= depth) break;
  }
  return [...distinct.values()].flat();
}

async function describeRevisions(
  ecs: ECSClient,
  arns: readonly string[],
  of: string,
): Promise<readonly ServiceRevision[]> {
  const reading = { action: 'ecs:DescribeServiceRevisions', what: `the revisions of ${of}` };
  const found = await read(reading, () =>
    ecs.send(new DescribeServiceRevisionsCommand({ serviceRevisionArns: [...arns] })),
  );
  onlyMissing(found.failures, reading);
  return found.serviceRevisions ?? [];
}

/** ECS writes down the digest that a tag stood for when the revision was deployed. */
function imagesOf({ containerImages = [] }: ServiceRevision): readonly ImageName[] {
  return containerImages.flatMap(({ image, imageDigest }) => imageAsPulled(image, imageDigest) ?? []);
}
