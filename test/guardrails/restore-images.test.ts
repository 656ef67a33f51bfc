import { describe, expect, it } from 'vitest';
import type { RestoreImages } from '../../shared/domain/images-action.ts';
import { boundedPlan } from '../../shared/guardrails/bounded-plan.ts';
import { protectedResource } from '../../shared/guardrails/protected-resource.ts';
import { factsUnder, factsWith, planOf, TARGET } from './sample.ts';

const IMAGE = { digest: `sha256:${'ab'.repeat(32)}`, tagsHash: '0123456789ab' };

/** What a service or job needs back. */
const RESTORE: RestoreImages = {
  kind: 'ecr.restore-images',
  target: `arn:aws:ecr:${TARGET.region}:${TARGET.account}:repository/shop/api`,
  registryId: TARGET.account,
  risk: 'low',
  chosen: [{ repository: 'shop/api', images: [IMAGE] }],
  bytes: 5,
};

describe('shared/guardrails, for an image that a service needs back', () => {
  it('allow it from the registry of the service’s own account', () => {
    expect(boundedPlan.review(planOf([RESTORE]), factsWith()).type).toBe('act');
  });

  it.each([
    ['another account’s registry', { registryId: '999999999999' }],
    ['no image', { chosen: [{ repository: 'shop/api', images: [] }] }],
    [
      'what is no digest',
      { chosen: [{ repository: 'shop/api', images: [{ ...IMAGE, digest: 'release' }] }] },
    ],
  ])('forbid %s', (_what, change) => {
    expect(boundedPlan.review(planOf([{ ...RESTORE, ...change }]), factsWith()).type).toBe('deny');
  });

  it('obey what protects its repository', () => {
    const protect = [{ repository: 'shop/*', reason: 'the shop’s team restores by itself' }];

    expect(protectedResource.review(planOf([RESTORE]), factsUnder({ protect }))).toMatchObject({
      type: 'deny',
      reason: expect.stringContaining('the shop’s team restores by itself'),
    });
  });
});
