import { BatchDeleteImageCommand, type ECRClient, type ImageFailure } from '@aws-sdk/client-ecr';
import { isOutcomeUnknown } from '../aws/failures.ts';
import type { DeleteImages } from '../domain/action.ts';
import type { ActionResult } from '../domain/decision.ts';
import { type Batch, BELONGS, batchesOf, look, Tally, whyLeft } from './each-image.ts';
import { failed } from './failed.ts';

/**
 * Deletes images by digest, in batches and in the order that the plan gives: indexes before what they list, because
 * ECR refuses an image that an index lists. Only what still has the status that it was chosen with, and no new tag,
 * is deleted. What ECR refuses comes back in `failures`, beside an answer of 200.
 */
export async function deleteImages(ecr: ECRClient, action: DeleteImages): Promise<ActionResult> {
  const tally = new Tally();
  for (const batch of batchesOf(action, tally)) {
    const stopped = await deleteSome(ecr, action, batch, tally);
    if (stopped) return tally.result('deleted', stopped);
  }
  return tally.result('deleted');
}

async function deleteSome(
  ecr: ECRClient,
  action: DeleteImages,
  { repository, images, mayBelong }: Batch,
  tally: Tally,
): Promise<ActionResult | undefined> {
  const now = await look(ecr, repository, images);
  if ('type' in now) return now;
  const ready: string[] = [];
  for (const one of images) {
    const image = now.get(one.digest);
    const left = image && (image.status === action.status ? whyLeft(image, one) : { left: image.status });
    if (!image) tally.done += 1;
    else if (left) tally.leave(left.left);
    else if (mayBelong) tally.leave(BELONGS);
    else ready.push(one.digest);
  }
  return ready.length === 0 ? undefined : deleteBatch(ecr, action, repository, ready, tally);
}

async function deleteBatch(
  ecr: ECRClient,
  { registryId }: DeleteImages,
  repository: string,
  digests: readonly string[],
  tally: Tally,
): Promise<ActionResult | undefined> {
  const imageIds = digests.map((imageDigest) => ({ imageDigest }));
  try {
    const input = { registryId, repositoryName: repository, imageIds };
    const { failures = [] } = await ecr.send(new BatchDeleteImageCommand(input));
    const refused = failures.filter(({ failureCode }) => failureCode !== 'ImageNotFound');
    for (const failure of refused) tally.leave(whyRefused(failure));
    tally.done += digests.length - refused.length;
    return undefined;
  } catch (cause) {
    if (!isOutcomeUnknown(cause)) {
      return failed({ permission: 'ecr:BatchDeleteImage', resource: repository }, cause);
    }
    throw new Error(
      `it is not known whether images of ${repository} were deleted: repeating this is harmless`,
      {
        cause,
      },
    );
  }
}

function whyRefused({ failureCode, failureReason }: ImageFailure): string {
  if (failureCode === 'ImageReferencedByManifestList') return 'an index lists it';
  return [failureCode, failureReason].filter(Boolean).join(': ') || 'ECR gave no reason';
}
