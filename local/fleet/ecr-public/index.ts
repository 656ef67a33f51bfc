import { addRepository, type NewImage, pushImage } from '../ecr/script.ts';
import type { World } from '../model.ts';
import { publicSide } from './registry.ts';

/** What a story may let happen to the account's registry in ECR Public. */
export interface PublicRegistryScript {
  /** Gives the repository's ARN. */
  createPublicRepository(repository: PublicRepository): string;
  /** Gives the image's digest. Throws for children that are not there. */
  pushPublicImage(repository: string, image: NewImage): string;
}

interface PublicRepository {
  readonly name: string;
  readonly tags?: Readonly<Record<string, string>>;
}

export function createPublicScript(world: World): PublicRegistryScript {
  const there = publicSide(world);
  return {
    createPublicRepository: (repository) => addRepository(there, repository),
    pushPublicImage: (repository, image) => pushImage(there, repository, image),
  };
}
