import { BatchDeleteImageCommand, type ECRPUBLICClient } from '@aws-sdk/client-ecr-public';
import { readSomePublicImages } from '../aws/reads/public-images.ts';
import type { ActionResult } from '../domain/decision.ts';
import type { DeletePublicImages } from '../domain/images-action.ts';
import { deleteEach } from './delete-each.ts';

/** Deletes images of ECR Public that nobody tagged since they were chosen; of pulls it does not tell. */
export function deletePublicImages(
  ecrPublic: ECRPUBLICClient,
  action: DeletePublicImages,
): Promise<ActionResult> {
  const { registryId } = action;
  return deleteEach(action, {
    permission: 'ecr-public:BatchDeleteImage',
    readSome: (repository, digests) => readSomePublicImages(ecrPublic, repository, digests),
    whyLeft: () => undefined,
    send: (repositoryName, imageIds) =>
      ecrPublic.send(new BatchDeleteImageCommand({ registryId, repositoryName, imageIds })),
  });
}
