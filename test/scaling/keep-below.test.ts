import { describe, expect, test } from 'vitest';
import { nextCapacity } from '../../shared/scaling/next-capacity.ts';
import { factsWith, minutely, NOW, ruleWith } from './sample.ts';

const LOW = { kind: 'metric', threshold: 58, comparison: 'LessThanThreshold' } as const;
const half = [{ from: 0, change: { type: 'percent' as const, percent: -50 } }];

const next = (points: ReturnType<typeof minutely>, keepBelow = { value: 58, minutes: 20 }) =>
  nextCapacity(
    factsWith({ desired: 10, running: 10, alarm: LOW, points }),
    ruleWith({ type: 'step', percentAtLeast: 1, bands: half, keepBelow }, { max: 20 }),
    NOW,
  );

describe('steps with keepBelow', () => {
  test('take away no more than leaves the busiest minute below it', () => {
    expect(next(minutely(20))).toMatchObject({ type: 'change', to: 5 });
    expect(next(minutely(30, 46, ...Array(10).fill(42)))).toMatchObject({ type: 'change', to: 8 });
  });

  test('take nothing away where that would bring it above', () => {
    const answer = next(minutely(30, 55, ...Array(10).fill(45)));

    expect(answer).toMatchObject({ type: 'stay', reason: expect.stringContaining('above 58') });
  });

  test('take nothing away on minutes that are missing, or say 0', () => {
    const gap = minutely(30).filter((_point, index) => index !== 25);

    expect(next(gap)).toMatchObject({ type: 'stay', reason: expect.stringContaining('not all measured') });
    expect(next(minutely(30, 0, 30)).type).toBe('stay');
  });
});
