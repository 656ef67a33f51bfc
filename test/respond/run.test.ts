import { describe, expect, it } from 'vitest';
import { retry } from '../../shared/respond/run.ts';

const slow = (seconds: unknown) => Object.assign(new Error('slow down'), { retryAfterSeconds: seconds });

describe('shared/respond/run', () => {
  it.each([
    ['no answer at all', new Error('down'), [2, 4, 8, 3600]],
    ['a wish to wait 30 s', slow(30), [30, 30, 30, 300]],
    ['a wish to wait 20 min', slow(1200), [1200, 1200, 1200, 1200]],
    ['a wish that is none', slow('soon'), [2, 4, 8, 3600]],
  ])('after %s pauses as long as it should', (_what, error, pauses) => {
    const strategy = retry(30, 2, 3600);

    expect([1, 2, 3, 20].map((attempt) => strategy(error, attempt).delay.seconds)).toEqual(pauses);
  });

  it('tries so many times', () => {
    expect([1, 2, 3].map((attempt) => retry(3, 5)(new Error('down'), attempt).shouldRetry)).toEqual([
      true,
      true,
      false,
    ]);
  });
});
