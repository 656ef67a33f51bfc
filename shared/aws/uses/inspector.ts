import {
  BatchGetAccountStatusCommand,
  type CoveredResource,
  type Inspector2Client,
  ListCoverageCommand,
} from '@aws-sdk/client-inspector2';
import { ReadError } from '../../domain/errors.ts';
import type { ImageUse } from '../../domain/image.ts';
import { isHostUnknown } from '../failures.ts';
import { allPages } from '../pages.ts';
import { need, read } from '../read.ts';
import { imageOfArn } from './image-arn.ts';
import { type Place, usesBy } from './place.ts';

/**
 * The images that Amazon Inspector sees running, in pods of EKS and tasks of ECS. Where it does not look, what EKS
 * runs is unknown: that is a gap if there are such clusters.
 */
export async function readInspectorUses(place: Place): Promise<readonly ImageUse[]> {
  const { watchesEks } = place;
  const inspector = await place.clients.inspector();
  if (await looksAtImages(inspector, place))
    return (await listInUse(inspector)).flatMap((resource) => usesOf(resource));
  if (!watchesEks) return [];
  throw new ReadError(
    'which images EKS runs cannot be told: Amazon Inspector does not scan ECR images here; turn that on, or list by hand what must be kept',
  );
}

/** Some Regions have no Inspector; without EKS that loses nothing. */
async function looksAtImages(inspector: Inspector2Client, { account, watchesEks }: Place): Promise<boolean> {
  const reading = { action: 'inspector2:BatchGetAccountStatus', what: 'whether Inspector is on' };
  return read(reading, async () => {
    try {
      const status = new BatchGetAccountStatusCommand({ accountIds: [account] });
      const { accounts } = await inspector.send(status);
      return need(accounts?.[0], 'accounts', reading).resourceState?.ecr?.status === 'ENABLED';
    } catch (error) {
      if (isHostUnknown(error) && !watchesEks) return false;
      throw error;
    }
  });
}

async function listInUse(inspector: Inspector2Client): Promise<readonly CoveredResource[]> {
  const filterCriteria = {
    resourceType: [{ comparison: 'EQUALS' as const, value: 'AWS_ECR_CONTAINER_IMAGE' }],
    ecrImageInUseCount: [{ lowerInclusive: 1 }],
  };
  const reading = { action: 'inspector2:ListCoverage', what: 'the images that Inspector sees running' };
  return read(reading, () =>
    allPages(async (nextToken) => {
      const page = await inspector.send(
        new ListCoverageCommand({ filterCriteria, maxResults: 200, nextToken }),
      );
      return { items: page.coveredResources, next: page.nextToken };
    }),
  );
}

function usesOf({ resourceId, resourceMetadata }: CoveredResource): readonly ImageUse[] {
  const reading = { action: 'inspector2:ListCoverage', what: `image ${resourceId}` };
  const count = resourceMetadata?.ecrImage?.inUseCount ?? 0;
  if (count === 0) return [];
  const image = need(imageOfArn(resourceId ?? ''), 'resourceId', reading);
  return usesBy('eks', `${count} ${count === 1 ? 'pod or task' : 'pods and tasks'} that Inspector sees`, [
    image,
  ]);
}
