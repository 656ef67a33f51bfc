import type { SettingsReads } from '../domain/repository-settings.ts';
import type { ImageClients } from './image-clients.ts';

/** The IAM actions that each of these reads needs. */
export const SETTINGS_PERMISSIONS: Readonly<Record<keyof SettingsReads, readonly string[]>> = {
  repositorySettings: ['ecr:DescribeRepositories'],
  registryPolicy: ['ecr:GetRegistryPolicy'],
  pullThroughRules: ['ecr:DescribePullThroughCacheRules'],
  registryScanning: ['ecr:GetRegistryScanningConfiguration'],
  lifecyclePolicy: ['ecr:GetLifecyclePolicy'],
  lifecyclePreview: ['ecr:GetLifecyclePolicyPreview'],
  repositoryPolicy: ['ecr:GetRepositoryPolicy'],
};

/** Loaded, with its SDK commands, when one of them is first used. */
export function createSettingsReads({ ecr }: Pick<ImageClients, 'ecr'>): SettingsReads {
  const settings = () => import('./reads/repository-settings.ts');
  const lifecycle = () => import('./reads/lifecycle.ts');
  return {
    repositorySettings: async (only) => (await settings()).readRepositorySettings(await ecr(), only),
    registryPolicy: async () => (await settings()).readRegistryPolicy(await ecr()),
    pullThroughRules: async () => (await import('./reads/pull-through.ts')).readPullThroughRules(await ecr()),
    registryScanning: async () => (await settings()).readRegistryScanning(await ecr()),
    lifecyclePolicy: async (name) => (await lifecycle()).readLifecyclePolicy(await ecr(), name),
    lifecyclePreview: async (name) => (await lifecycle()).readLifecyclePreview(await ecr(), name),
    repositoryPolicy: async (name) => (await settings()).readRepositoryPolicy(await ecr(), name),
  };
}
