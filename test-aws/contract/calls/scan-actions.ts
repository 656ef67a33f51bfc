import { SILENT } from '../../../local/log.ts';
import { createExecute } from '../../../shared/actions/index.ts';
import { createAllReads } from '../../../shared/aws/reads.ts';
import type {
  RequestRebuild,
  RequestRollback,
  ScanAction,
  TagImage,
} from '../../../shared/domain/scan-action.ts';
import { ACCOUNT, BUS, CLUSTER, SERVICE, type Side } from '../account.ts';
import { BEFORE, GONE, RELEASE, repositoryArn, SHOP, UNTAGGED } from '../registry/index.ts';
import type { ContractCall } from './call.ts';

const execute = ({ clients }: Side, action: ScanAction) => createExecute(clients, SILENT)(action);

/** Every answer to a scan, in this order. The tags of the repository are held by now. */
export const SCAN_ACTIONS: Readonly<Record<ScanAction['kind'], readonly ContractCall[]>> = {
  'events.put-event': [
    { what: 'ask for a new image', does: (side) => execute(side, rebuild(BUS)) },
    { what: 'ask on an unknown event bus', does: (side) => execute(side, rebuild('unknown')) },
  ],
  'events.request-rollback': [{ what: 'ask for a rollback', does: (side) => execute(side, rollback(BUS)) }],
  'ecr.tag-image': [
    { what: 'tag an image', does: (side) => execute(side, tag(RELEASE, 'vulnerable')) },
    { what: 'tag an image again', does: (side) => execute(side, tag(RELEASE, 'vulnerable')) },
    {
      what: 'the tags of a tagged image',
      async does({ clients }) {
        return (await createAllReads(clients).image(SHOP, { tag: 'vulnerable' }))?.tags;
      },
    },
    {
      what: 'tag an image as another is, in a repository that holds its tags',
      does: (side) => execute(side, tag(RELEASE, BEFORE.tags[0] ?? '')),
    },
    { what: 'tag an image without a tag', does: (side) => execute(side, tag(UNTAGGED, 'vulnerable')) },
    { what: 'tag an image that is gone', does: (side) => execute(side, tag(GONE, 'vulnerable')) },
    {
      what: 'tag an image of an unknown repository',
      does: (side) => execute(side, tag(RELEASE, 'vulnerable', 'unknown')),
    },
  ],
};

const FAMILY = { risk: 'low', registryId: ACCOUNT } as const;

function rebuild(bus: string): RequestRebuild {
  const target = `arn:aws:events:eu-west-1:${ACCOUNT}:event-bus/${bus}`;
  const images = [{ digest: RELEASE.digest, tags: RELEASE.tags }];
  const detail = { repository: SHOP, images, vulnerabilities: [] };
  return { kind: 'events.put-event', ...FAMILY, target, details: [detail] };
}

function rollback(bus: string): RequestRollback {
  const target = `arn:aws:events:eu-west-1:${ACCOUNT}:event-bus/${bus}`;
  const clusterArn = `arn:aws:ecs:eu-west-1:${ACCOUNT}:cluster/${CLUSTER}`;
  const services = [{ clusterArn, name: SERVICE }];
  return {
    kind: 'events.request-rollback',
    ...FAMILY,
    target,
    services,
    vulnerabilities: ['CVE-2026-10042'],
  };
}

function tag({ digest }: { readonly digest: string }, name: string, repository = SHOP): TagImage {
  const about = { ...FAMILY, target: repositoryArn(repository), repository };
  const inverse = { kind: 'ecr.untag-image', repository, tag: name } as const;
  return { kind: 'ecr.tag-image', ...about, digest, tag: name, inverse };
}
