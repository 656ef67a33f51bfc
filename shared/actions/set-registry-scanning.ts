import {
  type ECRClient,
  PutRegistryScanningConfigurationCommand,
  type ScanFrequency,
} from '@aws-sdk/client-ecr';
import { readRegistryScanning } from '../aws/reads/repository-settings.ts';
import type { ActionResult } from '../domain/decision.ts';
import { type RegistryScanning, scanningText } from '../domain/repository-settings.ts';
import type { SetRegistryScanning } from '../domain/settings-action.ts';
import { changeSettings } from './change-settings.ts';

/** Replaces what the registry scans, if that still is what was seen: the call knows no part of it. */
export function setRegistryScanning(ecr: ECRClient, action: SetRegistryScanning): Promise<ActionResult> {
  return changeSettings(action, {
    permission: 'ecr:PutRegistryScanningConfiguration',
    done: 'set the scanning of',
    noun: 'registry',
    current: async () => scanningText(await readRegistryScanning(ecr)),
    write: async ({ to }) => {
      await ecr.send(new PutRegistryScanningConfigurationCommand(inputOf(JSON.parse(to))));
    },
  });
}

function inputOf({ type, rules }: RegistryScanning) {
  return {
    scanType: type,
    rules: rules.map(({ frequency, filters }) => ({
      scanFrequency: frequency as ScanFrequency,
      repositoryFilters: filters.map((filter) => ({ filter, filterType: 'WILDCARD' as const })),
    })),
  };
}
