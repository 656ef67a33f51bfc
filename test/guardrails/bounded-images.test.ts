import { describe, expect, it } from 'vitest';
import type { RestoreImages } from '../../shared/domain/images-action.ts';
import type { RegistryTarget } from '../../shared/domain/target.ts';
import { imagesFlaw, MAX_IMAGES } from '../../shared/guardrails/bounded-images.ts';
import { REGISTRY } from './sample.ts';

const WEB: RegistryTarget = { ...REGISTRY, kind: 'repository', name: 'web', repository: 'web' };
const DIGEST = `sha256:${'ab'.repeat(32)}`;
const IMAGE = { digest: DIGEST, tagsHash: '0123456789ab' };

const restore = (more: Partial<RestoreImages> = {}): RestoreImages => ({
  kind: 'ecr.restore-images',
  target: 'arn:aws:ecr:eu-west-1:111122223333:repository/*',
  registryId: '111122223333',
  risk: 'low',
  chosen: [{ repository: 'web', images: [IMAGE] }],
  bytes: 5,
  ...more,
});
const from = (repository: string, ...digests: readonly string[]) => ({
  repository,
  images: digests.map((digest) => ({ ...IMAGE, digest })),
});
const many = (count: number) => from('web', ...Array.from({ length: count }, () => DIGEST));

describe('shared/guardrails/bounded-images', () => {
  it.each([
    ['images of the very repository', restore(), WEB],
    ['images of several repositories', restore({ chosen: [many(1), from('api', DIGEST)] }), REGISTRY],
    ['as many images as there may be', restore({ chosen: [many(MAX_IMAGES)] }), REGISTRY],
    ['images that take no room', restore({ bytes: 0 }), REGISTRY],
  ])('has nothing against %s', (_what, action, target) => {
    expect(imagesFlaw(action, target)).toBeUndefined();
  });

  it.each([
    ['no target', restore({ target: '' }), 'names no target'],
    ['no repository', restore({ chosen: [] }), 'names no target'],
    [
      'another registry',
      restore({ registryId: '999988887777' }),
      'is for the registry of "999988887777", the incident for "111122223333"',
    ],
    ['bytes that are no number', restore({ bytes: Number.NaN }), 'NaN is no number of bytes'],
    [
      'one image too many',
      restore({ chosen: [many(500), from('web', DIGEST)] }),
      'is for 501 images, more than 500',
    ],
    [
      'a repository without a name',
      restore({ chosen: [many(1), from('', DIGEST)] }),
      'names no image of the repository ""',
    ],
    [
      'a repository without an image',
      restore({ chosen: [many(1), from('web')] }),
      'names no image of the repository "web"',
    ],
    [
      'what only begins with a digest',
      restore({ chosen: [from('web', DIGEST, `${DIGEST}0`)] }),
      'is no digest',
    ],
    ['what only ends with a digest', restore({ chosen: [from('web', `x${DIGEST}`)] }), 'is no digest'],
    [
      'another repository besides',
      restore({ chosen: [many(1), from('api', DIGEST)] }),
      'ecr.restore-images is for the repository "api", the incident for "web"',
    ],
  ])('is against %s', (_what, action, flaw) => {
    expect(imagesFlaw(action, WEB)).toContain(flaw);
  });
});
