import { describe, expect, it } from 'vitest';
import { readImage, readSomeImages } from '../../../shared/aws/reads/images.ts';
import { ReadError } from '../../../shared/domain/errors.ts';
import { createRegistryStage } from '../../local/fleet/ecr/support.ts';

const GONE = `sha256:${'0'.repeat(64)}`;

/** A registry in which `web:release` is an image for two platforms. */
function stage() {
  const { fleet, ecr } = createRegistryStage();
  const children = [1, 2].map((bytes) => fleet.pushImage('web', { bytes }));
  const digest = fleet.pushImage('web', { tags: ['release'], children });
  return { fleet, ecr, digest, children };
}

describe('shared/aws/reads/images', () => {
  it('gives one image by tag or digest, an index with what it lists', async () => {
    const { ecr, digest, children } = stage();

    const byTag = await readImage(ecr, 'web', { tag: 'release' });

    expect(byTag).toMatchObject({ digest, tags: ['release'], status: 'ACTIVE', children });
    expect(await readImage(ecr, 'web', { digest })).toEqual(byTag);
    expect((await readImage(ecr, 'web', { digest: children[0] ?? '' }))?.children).toBeUndefined();
  });

  it('gives an archived image, but cannot tell what an archived index lists', async () => {
    const { fleet, ecr, digest } = stage();
    fleet.archiveImage('web', { imageDigest: digest });

    const archived = await readImage(ecr, 'web', { digest });

    expect(archived).toMatchObject({ status: 'ARCHIVED', archivedAt: expect.any(String) });
    expect(archived?.children).toBeUndefined();
  });

  it('takes the tag latest where the name has none', async () => {
    const { fleet, ecr } = stage();
    const digest = fleet.pushImage('web', { tags: ['latest'] });

    expect((await readImage(ecr, 'web', {}))?.digest).toBe(digest);
  });

  it('gives nothing for what is gone, be it the image, the tag or the repository', async () => {
    const { ecr, digest, children } = stage();

    expect(await readImage(ecr, 'web', { digest: GONE })).toBeUndefined();
    expect(await readImage(ecr, 'web', { tag: 'old' })).toBeUndefined();
    expect(await readImage(ecr, 'elsewhere', { digest })).toBeUndefined();
    const some = await readSomeImages(ecr, 'web', [GONE, ...children, digest]);
    expect(some.map((image) => image.digest)).toEqual([...children, digest]);
  });

  it('throws when it is not allowed to look', async () => {
    const { fleet, ecr, digest } = stage();
    fleet.fault({ command: 'DescribeImages', kind: 'denied' });

    await expect(readImage(ecr, 'web', { digest })).rejects.toThrow(ReadError);
  });
});
