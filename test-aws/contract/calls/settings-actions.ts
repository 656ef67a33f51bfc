import { SILENT } from '../../../local/log.ts';
import { createExecute } from '../../../shared/actions/index.ts';
import { createAllReads } from '../../../shared/aws/reads.ts';
import { scanningText } from '../../../shared/domain/repository-settings.ts';
import type { SettingChange, SettingsAction } from '../../../shared/domain/settings-action.ts';
import { ACCOUNT, type Side } from '../account.ts';
import { EMPTY, repositoryArn, SHOP } from '../registry/index.ts';
import { ARCHIVING, EXPIRING, WITHOUT_ACTION } from '../registry/policies.ts';
import type { ContractCall } from './call.ts';

const execute = ({ clients }: Side, action: SettingsAction) => createExecute(clients, SILENT)(action);
const reads = ({ clients }: Side) => createAllReads(clients);

const SCANS_NOTHING = scanningText({ type: 'BASIC', rules: [] });
const SCANS_ALL = scanningText({ type: 'BASIC', rules: [{ frequency: 'SCAN_ON_PUSH', filters: ['*'] }] });
const SCANS_SHOP = scanningText({ type: 'BASIC', rules: [{ frequency: 'SCAN_ON_PUSH', filters: [SHOP] }] });

/** Every action on settings, in this order: each call finds what the ones before it left behind. */
export const SETTINGS_ACTIONS: Readonly<Record<SettingsAction['kind'], readonly ContractCall[]>> = {
  'ecr.set-registry-scanning': [
    { what: 'scan every repository', does: (side) => setScanning(side, SCANS_NOTHING, SCANS_ALL) },
    { what: 'what the registry scans then', does: (side) => reads(side).registryScanning() },
    { what: 'scan every repository again', does: (side) => setScanning(side, SCANS_NOTHING, SCANS_ALL) },
    {
      what: 'scan other repositories than meanwhile',
      does: (side) => setScanning(side, SCANS_NOTHING, SCANS_SHOP),
    },
  ],
  'ecr.set-tag-mutability': [
    {
      what: 'hold the tags of a repository',
      does: (side) => setTags(side, change(SHOP, 'MUTABLE', 'IMMUTABLE')),
    },
    {
      what: 'hold the tags of a repository but some',
      does: (side) => setTags(side, change(EMPTY, 'MUTABLE', 'IMMUTABLE_WITH_EXCLUSION dev-* latest')),
    },
    { what: 'the settings with held tags', does: (side) => reads(side).repositorySettings() },
    {
      what: 'hold the tags of a repository again',
      does: (side) => setTags(side, change(SHOP, 'MUTABLE', 'IMMUTABLE')),
    },
    {
      what: 'hold tags that were set otherwise meanwhile',
      does: (side) => setTags(side, change(EMPTY, 'MUTABLE', 'IMMUTABLE')),
    },
    {
      what: 'hold the tags of an unknown repository',
      does: (side) => setTags(side, change('unknown', 'MUTABLE', 'IMMUTABLE')),
    },
  ],
  'ecr.preview-lifecycle-policy': [
    { what: 'preview a policy that is there', does: (side) => preview(side, change(SHOP, '', EXPIRING)) },
    {
      what: 'preview a policy where another is meanwhile',
      does: (side) => preview(side, change(SHOP, '', ARCHIVING)),
    },
    {
      what: 'preview the policy of an unknown repository',
      does: (side) => preview(side, change('unknown', '', EXPIRING)),
    },
  ],
  'ecr.put-lifecycle-policy': [
    { what: 'put a lifecycle policy', does: (side) => put(side, change(EMPTY, '', EXPIRING)) },
    { what: 'the lifecycle policy that was put', does: (side) => reads(side).lifecyclePolicy(EMPTY) },
    { what: 'put a lifecycle policy again', does: (side) => put(side, change(EMPTY, '', EXPIRING)) },
    {
      what: 'put a lifecycle policy that makes no sense',
      does: (side) => put(side, change(EMPTY, EXPIRING, WITHOUT_ACTION)),
    },
    {
      what: 'put a lifecycle policy where another is meanwhile',
      does: (side) => put(side, change(EMPTY, '', ARCHIVING)),
    },
    {
      what: 'put the lifecycle policy of an unknown repository',
      does: (side) => put(side, change('unknown', '', EXPIRING)),
    },
    {
      what: 'put a lifecycle policy that archives',
      does: (side) => put(side, change(EMPTY, EXPIRING, ARCHIVING)),
    },
  ],
};

function change(repository: string, from: string, to: string): SettingChange {
  return { repository, from, to };
}

/** The changes, and what would undo them. */
function changing(...changes: readonly SettingChange[]) {
  const inverse = { changes: changes.map((one) => ({ ...one, from: one.to, to: one.from })) };
  return { target: repositoryArn('*'), risk: 'low', registryId: ACCOUNT, changes, inverse } as const;
}

function setScanning(side: Side, from: string, to: string) {
  return execute(side, { kind: 'ecr.set-registry-scanning', ...changing({ from, to }), adds: ['*'] });
}

function setTags(side: Side, one: SettingChange) {
  return execute(side, { kind: 'ecr.set-tag-mutability', ...changing(one) });
}

function preview(side: Side, one: SettingChange) {
  const { inverse: _, ...rest } = changing(one);
  return execute(side, { kind: 'ecr.preview-lifecycle-policy', ...rest });
}

function put(side: Side, one: SettingChange) {
  const counts = { expires: 0, archives: 0 };
  return execute(side, { kind: 'ecr.put-lifecycle-policy', ...changing(one), ...counts });
}
