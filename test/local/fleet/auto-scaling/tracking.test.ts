import { describe, expect, it } from 'vitest';
import {
  cooldownAfter,
  type Tracked,
  trackedCapacity,
} from '../../../../local/fleet/auto-scaling/tracking.ts';

const tracked: Tracked = {
  direction: 'out',
  metric: 75,
  target: 50,
  running: 4,
  desired: 4,
  min: 1,
  max: 20,
  now: 1_000_000,
};

describe('local/fleet/auto-scaling/tracking', () => {
  it.each([
    ['adds in proportion to the metric', {}, 6],
    ['rounds up what it adds', { metric: 76 }, 7],
    ['goes no further than the maximum', { max: 5 }, 5],
    ['adds nothing where so much is on its way already', { desired: 6 }, undefined],
    ['takes away in proportion, rounded up', { direction: 'in', metric: 30, running: 4 }, 3],
    [
      'takes nothing away where that would bring it back over the target',
      { direction: 'in', metric: 40 },
      undefined,
    ],
    ['goes no lower than the minimum', { direction: 'in', metric: 0, min: 2 }, 2],
    ['goes to zero on real zeros', { direction: 'in', metric: 0, min: 0 }, 0],
  ] as const)('%s', (_words, change, expected) => {
    expect(trackedCapacity({ ...tracked, ...change })).toBe(expected);
  });

  it('counts what it has just added while the cooldown of a scale-out runs', () => {
    const cooldown = cooldownAfter({}, tracked);
    const soon = { ...tracked, running: 6, desired: 6, cooldown, now: tracked.now + 60_000 };

    expect(trackedCapacity({ ...soon, metric: 60 })).toBeUndefined();
    expect(trackedCapacity({ ...soon, metric: 80 })).toBe(8);
    expect(trackedCapacity({ ...soon, metric: 60, now: tracked.now + 300_000 })).toBe(8);
  });

  it('waits for the cooldown of either way before it takes away, and for none before it adds', () => {
    const cooldown = cooldownAfter({ ScaleInCooldown: 60 }, { ...tracked, direction: 'in' });
    const soon = { ...tracked, cooldown, now: tracked.now + 59_000 };

    expect(trackedCapacity({ ...soon, direction: 'in', metric: 10 })).toBeUndefined();
    expect(trackedCapacity({ ...soon, direction: 'in', metric: 10, now: tracked.now + 60_000 })).toBe(1);
    expect(trackedCapacity(soon)).toBe(6);
  });
});
