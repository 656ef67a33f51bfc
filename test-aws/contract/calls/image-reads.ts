import { readChildren } from '../../../shared/aws/reads/image-children.ts';
import { createAllReads } from '../../../shared/aws/reads.ts';
import type { RegistryReads } from '../../../shared/domain/image.ts';
import type { Side } from '../account.ts';
import { CHILDREN, EMPTY, INDEX, MULTI, repositoryArn, SHOP, UNTAGGED } from '../registry/index.ts';
import { INDEX_TYPE, type Pushed } from '../registry/manifests.ts';
import type { ContractCall } from './call.ts';

const reads = ({ clients }: Side) => createAllReads(clients);

/** The reads of the registry. Who uses an image is asked of a whole account: see `test-aws/uses.test.ts`. */
export const IMAGE_READS: Readonly<
  Partial<Record<Exclude<keyof RegistryReads, 'imageUses'>, readonly ContractCall[]>>
> = {
  repositories: [{ what: 'the repositories of the registry', does: repositories }],
  images: [
    { what: 'the images of a repository', does: (side) => reads(side).images(SHOP) },
    { what: 'the images of an empty repository', does: (side) => reads(side).images(EMPTY) },
    { what: 'the images of an unknown repository', does: (side) => reads(side).images('unknown') },
    { what: 'the images of a repository with an index', does: (side) => reads(side).images(MULTI) },
    { what: 'what an index lists', does: (side) => children(side, INDEX) },
    { what: 'what an index lists that is gone', does: (side) => children(side, UNTAGGED) },
  ],
  repositoryTags: [
    { what: 'the tags of a repository', does: (side) => reads(side).repositoryTags(repositoryArn(SHOP)) },
    {
      what: 'the tags of an unknown repository',
      does: (side) => reads(side).repositoryTags(repositoryArn('unknown')),
    },
  ],
};

/** Moto's account is also that of other tests. */
async function repositories(side: Side) {
  return (await reads(side).repositories()).filter(({ name }) => name.startsWith('contract/'));
}

/** By the platforms of the children: that they have the right digests is what counts here. */
async function children({ clients }: Side, { digest }: Pushed) {
  const index = {
    digest,
    tags: [],
    bytes: 1,
    pushedAt: '',
    mediaType: INDEX_TYPE,
    status: 'ACTIVE',
  } as const;
  const [read] = await readChildren(await clients.ecr(), MULTI, [index]);
  const platform = (child: string) =>
    Object.entries(CHILDREN).find(([, image]) => image.digest === child)?.[0];
  return read?.children?.map((child) => platform(child) ?? child);
}
