import { readChildren } from '../../../shared/aws/reads/image-children.ts';
import { createAllReads } from '../../../shared/aws/reads.ts';
import type { Image, RegistryReads } from '../../../shared/domain/image.ts';
import type { Side } from '../account.ts';
import {
  BEFORE,
  CHILDREN,
  EMPTY,
  GONE,
  INDEX,
  MULTI,
  RELEASE,
  repositoryArn,
  SHOP,
  UNTAGGED,
} from '../registry/index.ts';
import { INDEX_TYPE, type Pushed } from '../registry/manifests.ts';
import type { ContractCall } from './call.ts';

const reads = ({ clients }: Side) => createAllReads(clients);

/** The reads of the registry. Who uses an image is asked of a whole account: see `test-aws/uses.test.ts`. */
export const IMAGE_READS: Readonly<
  Record<Exclude<keyof RegistryReads, 'imageUses'>, readonly ContractCall[]>
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
  image: [
    { what: 'an image by its digest', does: (side) => reads(side).image(SHOP, { digest: UNTAGGED.digest }) },
    { what: 'an image by its tag', does: (side) => reads(side).image(SHOP, { tag: '1.0' }) },
    { what: 'an image by neither', does: (side) => reads(side).image(SHOP, {}) },
    { what: 'an image that is gone', does: (side) => reads(side).image(SHOP, GONE) },
    {
      what: 'an image of an unknown repository',
      does: (side) => reads(side).image('unknown', { tag: '1.0' }),
    },
    { what: 'an index', does: (side) => reads(side).image(MULTI, { tag: '2.0' }) },
  ],
  someImages: [
    { what: 'three images of which one is gone', does: (side) => some(side, RELEASE, GONE, BEFORE) },
    {
      what: 'some images of an unknown repository',
      does: (side) => reads(side).someImages('unknown', [RELEASE.digest]),
    },
  ],
  imageScan: [
    { what: 'the findings in an image', does: (side) => reads(side).imageScan(SHOP, RELEASE.digest) },
    {
      what: 'the findings in an image never scanned',
      does: (side) => reads(side).imageScan(SHOP, BEFORE.digest),
    },
    {
      what: 'the findings in an image that is gone',
      does: (side) => reads(side).imageScan(SHOP, GONE.digest),
    },
    {
      what: 'the findings in an image of an unknown repository',
      does: (side) => reads(side).imageScan('unknown', RELEASE.digest),
    },
  ],
  imageManifest: [
    { what: 'the manifest of a tag', does: (side) => reads(side).imageManifest(SHOP, 'stable') },
    { what: 'the manifest of a digest', does: (side) => reads(side).imageManifest(SHOP, BEFORE.digest) },
    { what: 'the manifest of an index', does: (side) => reads(side).imageManifest(MULTI, '2.0') },
    {
      what: 'the manifest of an image that is gone',
      does: (side) => reads(side).imageManifest(SHOP, GONE.digest),
    },
    {
      what: 'the manifest of an image of an unknown repository',
      does: (side) => reads(side).imageManifest('unknown', '1.0'),
    },
  ],
  // Moto has no ECR Public: see unknown-to-moto.ts.
  publicRepositories: [],
  publicImages: [],
  publicRepositoryTags: [],
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

/** In the order of their digests: ECR promises none. */
async function some(side: Side, ...wanted: readonly Pick<Image, 'digest'>[]) {
  const digests = wanted.map(({ digest }) => digest);
  const images = await reads(side).someImages(SHOP, digests);
  return images.toSorted((a, b) => a.digest.localeCompare(b.digest));
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
