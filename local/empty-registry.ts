import type { RegistryReads } from '../shared/domain/image.ts';

/** A registry of which nothing is known: whatever looks at it finds that out. */
export const EMPTY_REGISTRY: RegistryReads = {
  repositories: async () => [],
  images: async () => [],
  image: async () => undefined,
  someImages: async () => [],
  repositoryTags: async () => ({}),
  imageScan: async () => ({ scanned: false, vulnerabilities: [] }),
  imageManifest: async () => undefined,
  imageUses: async () => ({ uses: [], unread: ['nothing tells who uses which image here'] }),
};
