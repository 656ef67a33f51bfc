import { SILENT } from '../../../local/log.ts';
import { createExecute } from '../../../shared/actions/index.ts';
import { createAllReads } from '../../../shared/aws/reads.ts';
import type { RegistryReads } from '../../../shared/domain/image.ts';
import type { ScanAction, TagImage } from '../../../shared/domain/scan-action.ts';
import { ACCOUNT, type Side } from '../account.ts';
import { INDEX, MULTI, RELEASE, repositoryArn, SHOP } from '../registry/index.ts';
import type { ContractCall } from './call.ts';

const reads = ({ clients }: Side) => createAllReads(clients);
const execute = ({ clients }: Side, action: ScanAction) => createExecute(clients, SILENT)(action);
const GONE = `sha256:${'0'.repeat(64)}`;
const base = { risk: 'low', registryId: ACCOUNT, repository: SHOP } as const;

/** What is asked of an image's scan and manifest. What moto finds in an image it makes up. */
export const SCAN_READS: Readonly<
  Pick<Record<keyof RegistryReads, readonly ContractCall[]>, 'imageScan' | 'imageManifest'>
> = {
  imageScan: [
    {
      what: 'the scan of an image that was never scanned',
      does: (side) => reads(side).imageScan(SHOP, RELEASE.digest),
    },
    { what: 'the scan of an image that is gone', does: (side) => reads(side).imageScan(SHOP, GONE) },
  ],
  imageManifest: [
    {
      what: 'the manifest of an image',
      does: (side) => reads(side).imageManifest(SHOP, RELEASE.digest),
    },
    { what: 'the manifest by a tag', does: (side) => reads(side).imageManifest(SHOP, '0.9') },
    { what: 'the manifest of an index', does: (side) => reads(side).imageManifest(MULTI, INDEX.digest) },
    { what: 'the manifest of an image that is gone', does: (side) => reads(side).imageManifest(SHOP, GONE) },
    {
      what: 'the manifest in an unknown repository',
      does: (side) => reads(side).imageManifest('unknown', '1.0'),
    },
  ],
};

/** The actions on vulnerable images, in this order. What moto cannot do at all is in `unknown-to-moto.ts`. */
export const SCAN_ACTIONS: Readonly<
  Pick<Record<ScanAction['kind'], readonly ContractCall[]>, 'ecr.tag-image'>
> = {
  'ecr.tag-image': [
    { what: 'tag an image that is gone', does: (side) => execute(side, tagging(GONE)) },
    { what: 'tag an image', does: (side) => execute(side, tagging(RELEASE.digest)) },
    { what: 'tag it again', does: (side) => execute(side, tagging(RELEASE.digest)) },
  ],
};

function tagging(digest: string): TagImage {
  const tag = 'quarantine-1';
  const inverse = { kind: 'ecr.untag-image', repository: SHOP, tag } as const;
  return { ...base, kind: 'ecr.tag-image', target: repositoryArn(SHOP), digest, tag, inverse };
}
