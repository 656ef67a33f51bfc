import { isOutcomeUnknown } from '../aws/failures.ts';
import type { ActionResult } from '../domain/decision.ts';
import type { Image } from '../domain/image.ts';
import type { ImagesAction } from '../domain/images-action.ts';
import { type Batch, BELONGS, batchesOf, look } from './each-image.ts';
import { failed } from './failed.ts';
import { whyLeft } from './judgement.ts';
import { Tally } from './tally.ts';

/** What differs between a private registry and ECR Public. */
interface Deleting {
  readonly permission: string;
  readSome(repository: string, digests: readonly string[]): Promise<readonly Image[]>;
  /** Why an image is left alone that was not tagged since it was chosen; nothing when it may go. */
  whyLeft(image: Image): { readonly left: string } | undefined;
  send(
    repository: string,
    imageIds: { imageDigest: string }[],
  ): Promise<{ failures?: Refusal[] | undefined }>;
}

interface Refusal {
  readonly failureCode?: string | undefined;
  readonly failureReason?: string | undefined;
}

/**
 * Deletes images by digest, in batches and in the order that the plan gives: indexes before what they list, because
 * ECR refuses an image that an index lists. What it refuses comes back in `failures`, beside an answer of 200.
 */
export async function deleteEach(action: ImagesAction, deleting: Deleting): Promise<ActionResult> {
  const tally = new Tally();
  for (const batch of batchesOf(action, tally)) {
    const stopped = await deleteSome(batch, deleting, tally);
    if (stopped) return tally.result('deleted', stopped);
  }
  return tally.result('deleted');
}

async function deleteSome(
  { repository, images, mayBelong }: Batch,
  deleting: Deleting,
  tally: Tally,
): Promise<ActionResult | undefined> {
  const now = await look(images, (digests) => deleting.readSome(repository, digests));
  if ('type' in now) return now;
  const ready: string[] = [];
  for (const one of images) {
    const image = now.get(one.digest);
    const left = image && (deleting.whyLeft(image) ?? whyLeft(image, one));
    if (!image) tally.done += 1;
    else if (left) tally.leave(left.left);
    else if (mayBelong) tally.leave(BELONGS);
    else ready.push(one.digest);
  }
  return ready.length === 0 ? undefined : deleteBatch(repository, ready, deleting, tally);
}

async function deleteBatch(
  repository: string,
  digests: readonly string[],
  { send, permission }: Deleting,
  tally: Tally,
): Promise<ActionResult | undefined> {
  try {
    const imageIds = digests.map((imageDigest) => ({ imageDigest }));
    const { failures = [] } = await send(repository, imageIds);
    const refused = failures.filter(({ failureCode }) => failureCode !== 'ImageNotFound');
    for (const refusal of refused) tally.leave(whyRefused(refusal));
    tally.done += digests.length - refused.length;
    return undefined;
  } catch (cause) {
    if (!isOutcomeUnknown(cause)) return failed({ permission, resource: repository }, cause);
    const reason = `it is not known whether images of ${repository} were deleted: repeating this is harmless`;
    throw new Error(reason, { cause });
  }
}

function whyRefused({ failureCode, failureReason }: Refusal): string {
  if (failureCode === 'ImageReferencedByManifestList') return 'an index lists it';
  return [failureCode, failureReason].filter(Boolean).join(': ') || 'ECR gave no reason';
}
