import { SILENT } from '../../../local/log.ts';
import { createExecute } from '../../../shared/actions/index.ts';
import { createAllReads } from '../../../shared/aws/reads.ts';
import {
  type ArchiveImages,
  choose,
  type DeleteImages,
  type ImagesAction,
  type RestoreImages,
} from '../../../shared/domain/images-action.ts';
import { ACCOUNT, type Side } from '../account.ts';
import {
  BEFORE,
  CHILDREN,
  GONE,
  INDEX,
  MULTI,
  RELEASE,
  repositoryArn,
  SHOP,
  UNTAGGED,
} from '../registry/index.ts';
import type { ContractCall } from './call.ts';

type Chosen = Parameters<typeof choose>[0];

const execute = ({ clients }: Side, action: ImagesAction) => createExecute(clients, SILENT)(action);
/** As it was before somebody tagged it. */
const TAGGED_SINCE = { ...RELEASE, tags: ['1.0'] };

/** Every action on images, in this order. What moto cannot do at all is in `unknown-to-moto.ts`. */
export const IMAGE_ACTIONS: Readonly<Record<ImagesAction['kind'], readonly ContractCall[]>> = {
  'ecr-public.delete-images': [],
  'ecr.archive-images': [
    { what: 'archive an image tagged meanwhile', does: (side) => execute(side, archive(TAGGED_SINCE)) },
    { what: 'archive an image that is gone', does: (side) => execute(side, archive(GONE)) },
    {
      what: 'archive an image of an unknown repository',
      does: (side) => execute(side, inRepository(archive(RELEASE), 'unknown')),
    },
  ],
  'ecr.restore-images': [
    { what: 'restore an image that was never archived', does: (side) => execute(side, restore(RELEASE)) },
    { what: 'restore an image that is gone', does: (side) => execute(side, restore(GONE)) },
  ],
  'ecr.delete-images': [
    {
      what: 'delete an image if it is archived',
      does: (side) => execute(side, { ...remove(UNTAGGED), status: 'ARCHIVED' }),
    },
    { what: 'delete an image tagged meanwhile', does: (side) => execute(side, remove(TAGGED_SINCE)) },
    {
      what: 'delete three images of which one is gone',
      does: (side) => execute(side, remove(UNTAGGED, GONE, BEFORE)),
    },
    { what: 'the images after a deletion', does: ({ clients }) => createAllReads(clients).images(SHOP) },
    { what: 'delete them again', does: (side) => execute(side, remove(UNTAGGED, GONE, BEFORE)) },
    {
      what: 'delete an image that an index lists',
      does: (side) => execute(side, inRepository(remove(untagged(CHILDREN.amd64)), MULTI)),
    },
    {
      what: 'delete an index, and then what it lists',
      does: (side) =>
        execute(side, inRepository(remove(INDEX, ...Object.values(CHILDREN).map(untagged)), MULTI)),
    },
  ],
};

function untagged({ digest }: Pick<Chosen, 'digest'>): Chosen {
  return { digest, tags: [] };
}

function change(...images: readonly Chosen[]) {
  const chosen = [{ repository: SHOP, images: images.map(choose) }];
  return { target: repositoryArn(SHOP), registryId: ACCOUNT, chosen, bytes: 1, risk: 'low' } as const;
}

function restore(...images: readonly Chosen[]): RestoreImages {
  return { kind: 'ecr.restore-images', ...change(...images) };
}

function archive(...images: readonly Chosen[]): ArchiveImages {
  const chosenAt = '2026-11-23T03:00:00Z';
  return { kind: 'ecr.archive-images', ...change(...images), chosenAt, inverse: restore(...images) };
}

function remove(...images: readonly Chosen[]): DeleteImages {
  return { kind: 'ecr.delete-images', ...change(...images), status: 'ANY', chosenAt: '2026-11-23T03:00:00Z' };
}

function inRepository<Kind extends ImagesAction>(action: Kind, repository: string): Kind {
  const chosen = action.chosen.map(({ images }) => ({ repository, images }));
  return { ...action, target: repositoryArn(repository), chosen };
}
