import { describe, expect, it } from 'vitest';
import { daysAgo, imageOf } from '../../prove/worlds/images.ts';
import type { ImageRule, PlanInput } from '../../shared/domain/image-plan.ts';
import { explain } from '../../shared/images/explain.ts';
import { LIMITS, planOf, RULE } from './planning.ts';

const IMAGES = [imageOf('active'), imageOf('archived', { status: 'ARCHIVED', archivedAt: daysAgo(100) })];

const rule = (more: Partial<ImageRule>) => ({ rules: [{ ...RULE, ...more }] });
const limits = (more: Partial<PlanInput['limits']>) => ({ limits: { ...LIMITS, ...more } });

describe('a repository is left alone', () => {
  it.each<[string, Partial<PlanInput>, string]>([
    ['without any rule', { rules: [] }, 'no rule for this repository: no rule is for payments/api'],
    ['when no rule matches it', rule({ repositories: 'shop/*' }), 'no rule is for payments/api'],
    ['by a pattern that is empty', rule({ repositories: '' }), 'no rule is for payments/api'],
    ['by an age that is no number', rule({ keepYoungerDays: Number.NaN }), 'keepYoungerDays is NaN'],
    ['by an age of 0', rule({ keepYoungerDays: 0 }), 'keepYoungerDays is 0: it must be more than 0'],
    ['by a negative pull age', rule({ keepPulledDays: -1 }), 'keepPulledDays is -1'],
    ['by a negative grace', rule({ untaggedGraceDays: -1 }), 'untaggedGraceDays is -1'],
    ['by a count of 0', rule({ keepNewest: [{ tags: 'v*', count: 0 }] }), 'keepNewest of v* is 0'],
    ['by an empty tag pattern', rule({ keepTags: [''] }), 'a tag pattern is empty'],
    ['by a share over 100', limits({ maxPercent: 101 }), 'maxPercent is 101'],
    ['by a share that is no number', limits({ maxPercent: Number.NaN }), 'maxPercent is NaN'],
    ['by half an image', limits({ maxImages: 1.5 }), 'maxImages is 1.5'],
    ['by a negative second period', limits({ deleteAfterDays: -1 }), 'deleteAfterDays is -1'],
    ['when nobody knows the time', { now: Number.NaN }, 'the time is NaN'],
    [
      'when not all uses could be read',
      { graph: { uses: [], unread: ['b: denied', 'a: throttled'] } },
      'use graph is partial: not all that uses images could be read: a: throttled, and 1 more',
    ],
  ])('%s', (_when, more, reason) => {
    const plan = planOf(IMAGES, more);

    expect([...plan.archive, ...plan.delete, ...plan.unused]).toEqual([]);
    expect(plan.held && explain(plan.held)).toContain(reason);
    expect(plan.kept.get(IMAGES[0]?.digest ?? '')).toEqual(plan.held);
  });

  it('when it lists no images', () => {
    expect(planOf([]).held?.detail).toBe('no images were listed');
  });

  it('by no later rule: the first that matches counts', () => {
    const plan = planOf(IMAGES, { rules: [{ repositories: '*', keepYoungerDays: 900 }, RULE] });

    expect(plan.keptBy).toEqual({ young: 2 });
  });
});
