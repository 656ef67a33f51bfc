import { PutRegistryPolicyCommand } from '@aws-sdk/client-ecr';
import { createAllReads } from '../../../shared/aws/reads.ts';
import type { SettingsReads } from '../../../shared/domain/repository-settings.ts';
import type { Side } from '../account.ts';
import { EMPTY, SHOP } from '../registry/index.ts';
import { REPLICATION_POLICY } from '../registry/policies.ts';
import type { ContractCall } from './call.ts';

const reads = ({ clients }: Side) => createAllReads(clients);

/** The reads of what the registry and its repositories are set to. */
export const SETTINGS_READS: Readonly<Record<keyof SettingsReads, readonly ContractCall[]>> = {
  repositorySettings: [
    { what: 'the settings of the repositories', does: (side) => reads(side).repositorySettings() },
    { what: 'the settings of one repository', does: (side) => reads(side).repositorySettings(SHOP) },
    {
      what: 'the settings of an unknown repository',
      does: (side) => reads(side).repositorySettings('unknown'),
    },
  ],
  registryScanning: [{ what: 'what the registry scans', does: (side) => reads(side).registryScanning() }],
  // Moto has none: see unknown-to-moto.ts.
  pullThroughRules: [],
  registryPolicy: [
    { what: 'no policy of the registry', does: (side) => reads(side).registryPolicy() },
    {
      what: 'the policy of the registry',
      async does(side) {
        const ecr = await side.clients.ecr();
        await ecr.send(new PutRegistryPolicyCommand({ policyText: REPLICATION_POLICY }));
        return reads(side).registryPolicy();
      },
    },
  ],
  lifecyclePolicy: [
    { what: 'a lifecycle policy', does: (side) => reads(side).lifecyclePolicy(SHOP) },
    { what: 'no lifecycle policy', does: (side) => reads(side).lifecyclePolicy(EMPTY) },
    {
      what: 'the lifecycle policy of an unknown repository',
      does: (side) => reads(side).lifecyclePolicy('unknown'),
    },
  ],
  // Moto has no previews: see unknown-to-moto.ts.
  lifecyclePreview: [],
  repositoryPolicy: [
    { what: 'the policy of a repository', does: (side) => reads(side).repositoryPolicy(SHOP) },
    { what: 'no policy of a repository', does: (side) => reads(side).repositoryPolicy(EMPTY) },
    {
      what: 'the policy of an unknown repository',
      does: (side) => reads(side).repositoryPolicy('unknown'),
    },
  ],
};
