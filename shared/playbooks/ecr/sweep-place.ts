import type { RegistryReads } from '../../domain/image.ts';
import type { CleanSettings } from '../clean-images.ts';
import type { CleanPublicSettings } from '../clean-public-images.ts';

/** What a sweep asks of the registry that it cleans. */
export type SweepReads = Pick<RegistryReads, 'repositories' | 'images' | 'repositoryTags' | 'imageUses'>;

/** The same questions, to ECR Public. */
export function publicReads(reads: RegistryReads): SweepReads {
  return {
    repositories: () => reads.publicRepositories(),
    images: (repository) => reads.publicImages(repository),
    repositoryTags: (arn) => reads.publicRepositoryTags(arn),
    imageUses: (scope) => reads.imageUses(scope),
  };
}

/**
 * The same rules and limits, in the words of a private registry: without an archive, and on schedule only. Inspector
 * does not look at public images, so that it cannot be asked what EKS runs.
 */
export function publicTerms(settings: CleanPublicSettings): CleanSettings {
  return { ...settings, archive: false, sweepOver: 0, eks: false };
}
