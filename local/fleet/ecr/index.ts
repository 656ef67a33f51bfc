import type { ImageIdentifier } from '@aws-sdk/client-ecr';
import type { World } from '../model.ts';
import type { NewFinding } from './findings.ts';
import { applyLifecyclePolicy } from './lifecycle-commands.ts';
import { completeScan, reportFinding } from './scan-script.ts';
import { addRepository, type NewImage, type NewRepository, pushImage } from './script.ts';
import { updateImageStorageClass } from './storage-class.ts';

export type { NewFinding } from './findings.ts';
export type { NewImage, NewRepository } from './script.ts';

/** What a story may let happen to the account's registry. */
export interface RegistryScript {
  /** Gives the repository's ARN. */
  createRepository(repository: NewRepository): string;
  /** Gives the image's digest. Throws what PutImage does: for a tag that may not move, for children that are not there. */
  pushImage(repository: string, image: NewImage): string;
  /** As somebody's clean-up does it. */
  archiveImage(repository: string, imageId: ImageIdentifier): void;
  /** What ECR does within 24 hours of a lifecycle policy: expire and archive what it says now. */
  applyLifecyclePolicy(repository: string): void;
  /** A scan of an image is through: basic or enhanced, as the registry is configured. */
  completeScan(repository: string, digest: string, findings: readonly NewFinding[]): void;
  /** Inspector tells of one finding: a new one, or one that was there and is closed, suppressed or seen again. */
  reportFinding(repository: string, digest: string, finding: NewFinding): void;
}

export function createRegistryScript(world: World): RegistryScript {
  return {
    createRepository: (repository) => addRepository(world, repository),
    pushImage: (repository, image) => pushImage(world, repository, image),
    archiveImage: (repositoryName, imageId) => {
      updateImageStorageClass(world, { repositoryName, imageId, targetStorageClass: 'ARCHIVE' });
    },
    applyLifecyclePolicy: (repository) => applyLifecyclePolicy(world, repository),
    completeScan: (repository, digest, findings) => completeScan(world, repository, digest, findings),
    reportFinding: (repository, digest, finding) => reportFinding(world, repository, digest, finding),
  };
}
