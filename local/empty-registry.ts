import type { RegistryReads } from '../shared/domain/image.ts';

/** A registry of which nothing is known: whatever looks at it finds that out. */
export const EMPTY_REGISTRY: RegistryReads = {
  repositories: async () => [],
  images: async () => [],
  image: async () => undefined,
  someImages: async () => [],
  repositoryTags: async () => ({}),
  imageUses: async () => ({ uses: [], unread: ['nothing tells who uses which image here'] }),
};
