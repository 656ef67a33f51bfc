import { describe, expect, test } from 'vitest';
import { withCount } from '../../shared/scaling/history.ts';
import { nextCapacity } from '../../shared/scaling/next-capacity.ts';
import { factsWith, minutely, NOW, ruleWith, TARGET } from './sample.ts';

const MINUTE = 60_000;
const LONG_AGO = NOW - 60 * MINUTE;

describe('the counts of a target', () => {
  const four = { at: LONG_AGO, running: 4, desired: 4 };

  test('are noted when they change, what was added from now on, what was taken away from its change on', () => {
    const changedAt = NOW - 2 * MINUTE;

    expect(withCount([four], { running: 4, desired: 4 }, changedAt, NOW)).toEqual([four]);
    expect(withCount([four], { running: 6, desired: 6 }, changedAt, NOW).at(-1)).toMatchObject({ at: NOW });
    expect(withCount([four], { running: 2, desired: 2 }, changedAt, NOW).at(-1)).toMatchObject({
      at: changedAt,
    });
  });

  test('are forgotten from the oldest on', () => {
    const many = Array.from({ length: 50 }, (_, index) => ({ ...four, running: index }));

    const counts = withCount(many, { running: 60, desired: 60 }, undefined, NOW);

    expect([counts.length, counts[0]?.running, counts.at(-1)?.running]).toEqual([50, 1, 60]);
  });
});

describe('a change that is 15 minutes old', () => {
  const from = (desired: number) => [{ at: LONG_AGO, running: 8, desired }];
  const base = { desired: 8, running: 8, changedAt: NOW - 15 * MINUTE };
  const next = (facts: Parameters<typeof factsWith>[0]) =>
    nextCapacity(factsWith({ ...base, ...facts }), ruleWith(TARGET, { max: 20 }), NOW);

  test('is taken back only for a load that is far from it', () => {
    const lasting = { history: from(12), points: minutely(60, 70, 70, 70, 70) };

    expect(next(lasting)).toMatchObject({ type: 'stay', reason: expect.stringContaining('so soon') });
    expect(next({ ...lasting, points: minutely(60, 80) })).toMatchObject({ type: 'change', to: 12 });
    expect(next({ history: from(4), points: minutely(40) }).type).toBe('stay');
    expect(next({ history: from(4), points: minutely(30) })).toMatchObject({ type: 'change', to: 5 });
  });

  test('may be followed by another one of its direction, and after some minutes by any', () => {
    const lasting = { points: minutely(60, 70, 70, 70, 70) };

    expect(next({ ...lasting, history: from(4) })).toMatchObject({ type: 'change', to: 10 });
    expect(next({ ...lasting, history: from(12), changedAt: NOW - 20 * MINUTE }).type).toBe('change');
  });
});
