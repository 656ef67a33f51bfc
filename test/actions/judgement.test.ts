import { describe, expect, it } from 'vitest';
import { imageOf } from '../../prove/worlds/images.ts';
import { whyPulled } from '../../shared/actions/judgement.ts';

const LEFT = { left: 'pulled meanwhile' };

describe('an image that was chosen', () => {
  it.each([
    ['is left when it was pulled within the second after', '2026-03-02T05:00:00.500Z', LEFT],
    ['is not left for a pull at that very moment', '2026-03-02T05:00:00.000Z', undefined],
    ['is not left for an earlier pull', '2026-03-02T04:59:59.999Z', undefined],
    ['is left when its pull cannot be read', 'lately', LEFT],
    ['is not left without a pull', undefined, undefined],
  ])('%s', (_what, pulledAt, expected) => {
    const image = imageOf('a', pulledAt === undefined ? {} : { pulledAt });

    expect(whyPulled(image, '2026-03-02T05:00:00Z')).toEqual(expected);
  });
});
