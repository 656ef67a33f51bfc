import { describe, expect, it } from 'vitest';
import { closest, didYouMean } from '../../../shared/runtime/config/suggest.ts';

const KEYS = ['mode', 'playbooks', 'clusters', 'routes', 'approvers', 'approval'];

describe('shared/runtime/config/suggest', () => {
  it.each([
    ['mdoe', undefined],
    ['mod', 'mode'],
    ['Routes', 'routes'],
    ['cluster', 'clusters'],
    ['approver', 'approvers'],
    ['aproval', 'approval'],
    ['xyz', undefined],
    ['', undefined],
    ['m'.repeat(100_000), undefined],
  ])('for %j suggests %j', (word, expected) => {
    const found = closest(word, KEYS);

    expect(found).toBe(expected);
  });

  it('says nothing where nothing is near', () => {
    const words = [didYouMean('route', KEYS), didYouMean('nonsense', KEYS)];

    expect(words).toEqual(['; did you mean "routes"?', '']);
  });
});
