import type { RegistryReads } from '../shared/domain/image.ts';
import type { SettingsReads } from '../shared/domain/repository-settings.ts';

/** A registry of which nothing is known: whatever looks at it finds that out. */
export const EMPTY_REGISTRY: RegistryReads & SettingsReads = {
  repositories: async () => [],
  images: async () => [],
  image: async () => undefined,
  someImages: async () => [],
  repositoryTags: async () => ({}),
  publicRepositories: async () => [],
  publicImages: async () => [],
  publicRepositoryTags: async () => ({}),
  imageScan: async () => ({ scanned: false, vulnerabilities: [] }),
  imageManifest: async () => undefined,
  repositorySettings: async () => [],
  registryScanning: async () => ({ type: 'BASIC', rules: [] }),
  pullThroughRules: async () => [],
  registryPolicy: async () => '',
  lifecyclePolicy: async () => '',
  lifecyclePreview: async () => undefined,
  repositoryPolicy: async () => '',
  imageUses: async () => ({ uses: [], unread: ['nothing tells who uses which image here'] }),
};
