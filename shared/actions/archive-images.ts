import { type ECRClient, UpdateImageStorageClassCommand } from '@aws-sdk/client-ecr';
import type { ActionResult } from '../domain/decision.ts';
import type { ArchiveImages, RestoreImages } from '../domain/images-action.ts';
import { type Chosen, eachImage } from './each-image.ts';
import { whyLeft, whyPulled } from './judgement.ts';

const CALL = { permission: 'ecr:UpdateImageStorageClass' };

/**
 * Archives one image after the other, each if it is still as it was when it was chosen: ECR's call has no condition
 * of its own. What somebody tagged or pulled meanwhile is left alone. A repeat finds it done.
 */
export function archiveImages(ecr: ECRClient, action: ArchiveImages): Promise<ActionResult> {
  return eachImage(ecr, action, {
    ...CALL,
    done: 'archived',
    judge: (image, chosen) => {
      if (image.status === 'ARCHIVED') return 'done already';
      if (image.status === 'ACTIVATING') return { left: 'being restored' };
      return whyPulled(image, action.chosenAt) ?? whyLeft(image, chosen) ?? 'ready';
    },
    write: (one) => changeClass(ecr, action.registryId, one, 'ARCHIVE'),
  });
}

/** Takes images back out of the archive. ECR needs up to 20 minutes until they can be pulled again. */
export function restoreImages(ecr: ECRClient, action: RestoreImages): Promise<ActionResult> {
  return eachImage(ecr, action, {
    ...CALL,
    done: 'restored',
    judge: (image) => (image.status === 'ARCHIVED' ? 'ready' : 'done already'),
    write: (one) => changeClass(ecr, action.registryId, one, 'STANDARD'),
  });
}

async function changeClass(
  ecr: ECRClient,
  registryId: string,
  { repository, digest }: Chosen,
  targetStorageClass: 'ARCHIVE' | 'STANDARD',
): Promise<void> {
  const imageId = { imageDigest: digest };
  const input = { registryId, repositoryName: repository, imageId, targetStorageClass };
  await ecr.send(new UpdateImageStorageClassCommand(input));
}
