import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { queueAfter, utilization } from '../../../local/load/service.ts';
import { changing, daily, noisy, spike, sum } from '../../../local/load/shapes.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('local/load', () => {
  it('steps, and ramps from wherever it is', () => {
    const load = changing(4, [
      { at: 10 * MINUTE, to: 8 },
      { at: 20 * MINUTE, to: 2, seconds: 600 },
    ]);

    expect([0, 10, 20, 25, 30, 60].map((minute) => load(minute * MINUTE))).toEqual([4, 8, 8, 5, 2, 2]);
  });

  it('adds a spike for as long as it lasts', () => {
    const load = sum(changing(3, []), spike(10 * MINUTE, 120, 5));

    expect([9, 10, 11, 12].map((minute) => load(minute * MINUTE))).toEqual([3, 8, 8, 3]);
  });

  it('has a day with its peak where it is told', () => {
    const load = daily(2, 10, 14 * HOUR);

    expect(load(14 * HOUR)).toBeCloseTo(10);
    expect(load(2 * HOUR)).toBeCloseTo(2);
    expect(load(8 * HOUR)).toBeCloseTo(6);
  });

  it('wavers around itself, the same way each time it is asked', () => {
    const wavering = (seed: number) => noisy(changing(10, []), 0.2, 60, 'noise', seed);

    fc.assert(
      fc.property(fc.nat(), fc.nat(DAY), (seed, moment) => {
        const value = wavering(seed)(moment);
        expect(value).toBeGreaterThanOrEqual(8);
        expect(value).toBeLessThanOrEqual(12);
        expect(wavering(seed)(moment)).toBe(value);
      }),
    );
    expect(wavering(1)(HOUR)).not.toBe(wavering(2)(HOUR));
  });

  it('keeps tasks as busy as the load asks, and no busier than they can be', () => {
    expect([utilization(3, 4), utilization(8, 4), utilization(0, 4), utilization(3, 0)]).toEqual([
      0.75,
      1,
      0,
      undefined,
    ]);
  });

  it('lets a queue grow by what nobody works off, and empty again', () => {
    const flow = { waiting: 10, perSecond: 2, load: 3, running: 1, seconds: 15 };

    expect(queueAfter(flow)).toEqual({ waiting: 70, sent: 90, deleted: 30 });
    expect(queueAfter({ ...flow, running: 9 })).toEqual({ waiting: 0, sent: 90, deleted: 100 });
  });
});

const DAY = 24 * HOUR;
