import type {
  GetRegistryScanningConfigurationRequest,
  GetRegistryScanningConfigurationResponse,
  PutImageScanningConfigurationRequest,
  PutImageScanningConfigurationResponse,
  PutImageTagMutabilityRequest,
  PutImageTagMutabilityResponse,
  PutRegistryScanningConfigurationRequest,
  PutRegistryScanningConfigurationResponse,
  ScanFrequency,
  ScanType,
} from '@aws-sdk/client-ecr';
import type { World } from '../model.ts';
import { invalid } from './errors.ts';
import { names, repositoryOf } from './lookup.ts';
import { checkMutability } from './tags.ts';

export function putImageScanning(
  world: World,
  input: PutImageScanningConfigurationRequest,
): PutImageScanningConfigurationResponse {
  const repository = repositoryOf(world, input);
  const { scanOnPush = false } = input.imageScanningConfiguration ?? {};
  repository.scanOnPush = scanOnPush;
  return { ...names(world, repository), imageScanningConfiguration: { scanOnPush } };
}

/** Replaces the exclusions too. */
export function putImageTagMutability(
  world: World,
  input: PutImageTagMutabilityRequest,
): PutImageTagMutabilityResponse {
  const repository = repositoryOf(world, input);
  const { imageTagMutability = 'MUTABLE', imageTagMutabilityExclusionFilters: filters = [] } = input;
  checkMutability(imageTagMutability, filters);
  repository.mutability = imageTagMutability;
  repository.exclusions = [...filters];
  return {
    ...names(world, repository),
    imageTagMutability,
    ...(filters.length > 0 && { imageTagMutabilityExclusionFilters: filters }),
  };
}

export function getRegistryScanning(
  { account, registry }: World,
  _input: GetRegistryScanningConfigurationRequest,
): GetRegistryScanningConfigurationResponse {
  return { registryId: account, scanningConfiguration: registry.scanning };
}

/** Frequencies that a scan type takes: "When the BASIC scan type is specified, SCAN_ON_PUSH is supported". */
const FREQUENCIES: Readonly<Record<ScanType, readonly ScanFrequency[]>> = {
  BASIC: ['SCAN_ON_PUSH', 'MANUAL'],
  ENHANCED: ['SCAN_ON_PUSH', 'CONTINUOUS_SCAN'],
};

export function putRegistryScanning(
  { registry }: World,
  { scanType = 'BASIC', rules = [] }: PutRegistryScanningConfigurationRequest,
): PutRegistryScanningConfigurationResponse {
  const wrong = rules.find(({ scanFrequency = 'MANUAL' }) => !FREQUENCIES[scanType].includes(scanFrequency));
  if (wrong !== undefined)
    throw invalid(`The scan frequency ${wrong.scanFrequency} is not supported by the scan type ${scanType}.`);
  registry.scanning = { scanType, rules };
  return { registryScanningConfiguration: registry.scanning };
}
