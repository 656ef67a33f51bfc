import { describe, expect, it } from 'vitest';
import { digestOf, imageOf, REPOSITORY, useOf } from '../../prove/worlds/images.ts';
import type { ImageUse } from '../../shared/domain/image.ts';
import { usedDigests } from '../../shared/images/resolve-uses.ts';

const IMAGES = [imageOf('a', { tags: ['prod', 'latest'] }), imageOf('b', { tags: ['dev'] })];

const usedBy = (use: Partial<ImageUse>) => [...usedDigests(REPOSITORY, IMAGES, [useOf(use)]).uses.keys()];

describe('usedDigests', () => {
  it.each<[string, Partial<ImageUse>, string[]]>([
    ['a digest as it is', { digest: digestOf('b') }, ['b']],
    ['a tag to the image that carries it now', { tag: 'dev' }, ['b']],
    ['neither to the tag latest', {}, ['a']],
    ['both to both: one runs, the other is pulled next', { digest: digestOf('b'), tag: 'prod' }, ['a', 'b']],
    ['the dual-stack name of the registry', { registry: '111122223333.dkr-ecr.eu-central-1.on.aws' }, ['a']],
    ['the FIPS name of it', { registry: '111122223333.dkr.ecr-fips.eu-central-1.amazonaws.com' }, ['a']],
    ['nothing of another account', { registry: '999922223333.dkr.ecr.eu-central-1.amazonaws.com' }, []],
    ['nothing of another region', { registry: '111122223333.dkr.ecr.eu-west-1.amazonaws.com' }, []],
    ['nothing of a registry that only looks like it', { registry: 'docker.io' }, []],
    ['nothing of another repository', { repository: 'payments/web' }, []],
  ])('leads %s', (_what, use, names) => {
    expect(usedBy(use)).toEqual(names.map(digestOf));
  });

  it.each<[string, Partial<ImageUse>]>([
    ['a tag that nobody carries', { tag: 'gone' }],
    ['a digest that is not here', { digest: digestOf('gone') }],
  ])('reports %s', (_what, use) => {
    const { uses, unresolved } = usedDigests(REPOSITORY, IMAGES, [useOf(use)]);

    expect(uses.size).toBe(0);
    expect(unresolved).toEqual([useOf(use)]);
  });

  it('reports nothing of another repository', () => {
    const { unresolved } = usedDigests(REPOSITORY, IMAGES, [useOf({ repository: 'other', tag: 'gone' })]);

    expect(unresolved).toEqual([]);
  });
});
