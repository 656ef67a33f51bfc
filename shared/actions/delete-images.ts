import { BatchDeleteImageCommand, type ECRClient } from '@aws-sdk/client-ecr';
import { readSomeImages } from '../aws/reads/images.ts';
import type { ActionResult } from '../domain/decision.ts';
import type { Image } from '../domain/image.ts';
import type { DeleteImages } from '../domain/images-action.ts';
import { deleteEach } from './delete-each.ts';
import { whyPulled } from './judgement.ts';

/**
 * Deletes images that still have the status that they were chosen with, and that nobody tagged or pulled since. What
 * an index lists ECR refuses.
 */
export function deleteImages(ecr: ECRClient, action: DeleteImages): Promise<ActionResult> {
  const { registryId } = action;
  return deleteEach(action, {
    permission: 'ecr:BatchDeleteImage',
    readSome: (repository, digests) => readSomeImages(ecr, repository, digests),
    whyLeft: (image) => whyStatus(image, action) ?? whyPulled(image, action.chosenAt),
    send: (repositoryName, imageIds) =>
      ecr.send(new BatchDeleteImageCommand({ registryId, repositoryName, imageIds })),
  });
}

function whyStatus({ status }: Image, action: DeleteImages): { readonly left: string } | undefined {
  const fits = action.status === 'ANY' ? status !== 'ACTIVATING' : status === action.status;
  return fits ? undefined : { left: status };
}
