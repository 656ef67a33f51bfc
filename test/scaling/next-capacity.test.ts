import { describe, expect, test } from 'vitest';
import { nextCapacity } from '../../shared/scaling/next-capacity.ts';
import type { CapacityRule, ScalingMode } from '../../shared/scaling/rule.ts';
import { BACKLOG, factsWith, minutely, NOW, ruleWith, STEP, TARGET } from './sample.ts';

type Facts = Parameters<typeof factsWith>[0];

const next = (mode: ScalingMode, facts: Facts = {}, rule: Partial<CapacityRule> = {}) =>
  nextCapacity(factsWith(facts), ruleWith(mode, rule), NOW);

describe('a rule with a target', () => {
  test('asks for as many as bring the metric back to it, and a little room', () => {
    expect(next(TARGET, { points: minutely(60, 85, 85) })).toMatchObject({ type: 'change', to: 6 });
    expect(next(TARGET, { points: minutely(60, 90, 90) })).toMatchObject({ type: 'change', to: 7 });
  });

  test('answers one value only when it is far above', () => {
    expect(next(TARGET, { points: minutely(60, 70) }).type).toBe('stay');
    expect(next(TARGET, { points: minutely(60, 85) })).toMatchObject({ type: 'change', to: 6 });
  });

  test('does not ask again for what is starting', () => {
    expect(next(TARGET, { desired: 6, points: minutely(90) }).type).toBe('stay');
  });

  test('does not take values from before more ran for values of all of them', () => {
    const history = [
      { at: NOW - 3_600_000, running: 4, desired: 4 },
      { at: NOW - 60_000, running: 8, desired: 8 },
    ];

    expect(next(TARGET, { desired: 8, running: 8, history, points: minutely(115) }).type).toBe('stay');
  });

  test('takes away what was not needed for the whole window, and no more', () => {
    expect(next(TARGET, { desired: 8, running: 8, points: minutely(20, 30, 20) })).toMatchObject({ to: 5 });
    expect(
      next(TARGET, { desired: 8, running: 8, points: minutely(40, 59, ...Array(10).fill(40)) }).type,
    ).toBe('stay');
  });

  test('believes a clear fall after a part of the window', () => {
    const fallen = (minutes: number) => ({
      desired: 8,
      running: 8,
      points: minutely(60, ...Array(minutes).fill(20)),
    });

    expect(next(TARGET, fallen(5)).type).toBe('stay');
    expect(next(TARGET, fallen(6))).toMatchObject({ type: 'change', to: 3 });
  });

  test('answers a small excess only when it lasts', () => {
    expect(next(TARGET, { points: minutely(60, 63, 63, 63) }).type).toBe('stay');
    expect(next(TARGET, { points: minutely(60, 63, 63, 63, 63) })).toMatchObject({ to: 5 });
  });

  test('takes nothing away when a minute of the window is missing', () => {
    const points = minutely(20).filter((_point, index) => index !== 25);

    const answer = next(TARGET, { desired: 8, running: 8, points });

    expect(answer).toMatchObject({ type: 'stay', reason: expect.stringContaining('not all measured') });
  });

  test.each<[string, Facts, string]>([
    ['absent', { points: [] }, 'no data'],
    ['zero', { points: minutely(60, 0) }, 'is 0'],
    ['negative', { points: minutely(60, -1) }, 'no measure'],
    ['NaN', { points: minutely(60, Number.NaN) }, 'no measure'],
    ['infinite', { points: minutely(60, Number.POSITIVE_INFINITY) }, 'no measure'],
    ['old', { points: minutely(90).slice(0, 20) }, 'last minutes'],
    ['of no running task', { running: 0, points: minutely(90) }, 'nothing runs'],
  ])('does nothing on a metric that is %s, and says so', (_what, facts, reason) => {
    expect(next(TARGET, facts)).toEqual({ type: 'unknown', reason: expect.stringContaining(reason) });
  });
});

describe('a rule with steps', () => {
  test('makes the wider breach the larger change', () => {
    expect(next(STEP, { points: minutely(65) })).toMatchObject({ to: 5 });
    expect(next(STEP, { points: minutely(85) })).toMatchObject({ to: 6 });
  });

  test('counts a breach below the threshold of a low alarm the same way', () => {
    const low: ScalingMode = {
      type: 'step',
      percentAtLeast: 1,
      bands: [{ from: 10, change: { type: 'by', count: -1 } }],
    };
    const alarm = { kind: 'metric', threshold: 30, comparison: 'LessThanThreshold' } as const;

    expect(next(low, { alarm, points: minutely(15) })).toMatchObject({ to: 3 });
    expect(next(low, { alarm, points: minutely(25) }).type).toBe('stay');
  });

  test('does not ask again for what is starting', () => {
    expect(next(STEP, { desired: 5, points: minutely(65) }).type).toBe('stay');
  });

  test('knows no breach without a threshold, a value or an alarm that is still over it', () => {
    expect(next(STEP, { alarm: { kind: 'anomaly' } })).toMatchObject({
      reason: expect.stringContaining('threshold'),
    });
    expect(next(STEP, { points: [] })).toMatchObject({ reason: expect.stringContaining('no data') });
    expect(next(STEP, { points: minutely(50) })).toMatchObject({
      reason: expect.stringContaining('no breach'),
    });
    expect(next(STEP, { points: minutely(0) })).toMatchObject({ type: 'unknown' });
  });

  test('takes its first band for a composite alarm, which has no value', () => {
    expect(next(STEP, { alarm: { kind: 'composite' }, points: [] })).toMatchObject({ to: 5 });
  });
});

describe('a rule for a backlog', () => {
  test('asks for as many as keep each to its share, from zero too', () => {
    expect(next(BACKLOG, { points: minutely(640) })).toMatchObject({ to: 7 });
    expect(next(BACKLOG, { desired: 0, running: 0, points: minutely(0, 1) }, { min: 0 })).toMatchObject({
      to: 1,
    });
  });

  test('goes to zero when nothing waited and nothing was worked on for the whole window', () => {
    const quiet = { desired: 1, running: 1, points: minutely(0) };

    expect(next(BACKLOG, { ...quiet, inFlight: minutely(0) }, { min: 0 })).toMatchObject({ to: 0 });
    expect(next(BACKLOG, { ...quiet, inFlight: minutely(0, 1) }, { min: 0 }).type).toBe('stay');
    expect(next(BACKLOG, { ...quiet, inFlight: [] }, { min: 0 }).type).toBe('stay');
  });
});

describe('a backlog that is worked off', () => {
  const drained = { desired: 10, running: 10, points: minutely(0), inFlight: minutely(3) };

  test('takes a tenth away at a time, since an empty queue does not tell how busy its tasks are', () => {
    expect(next(BACKLOG, drained)).toMatchObject({ type: 'change', to: 9 });
    expect(next(BACKLOG, { ...drained, points: minutely(950) }).type).toBe('stay');
  });

  test('and not before the whole window has shown what the present count can do', () => {
    expect(next(BACKLOG, { ...drained, changedAt: NOW - 540_000 }).type).toBe('stay');
    expect(next(BACKLOG, { ...drained, changedAt: NOW - 600_000 }).type).toBe('change');
  });
});

describe('the bounds of a rule', () => {
  const busy = { points: minutely(100) };
  const idle = { desired: 8, running: 8, points: minutely(5) };

  test('cut what is wanted, and say what was wanted', () => {
    const answer = next(TARGET, { ...busy, desired: 8, running: 8 });

    expect(answer).toMatchObject({
      type: 'change',
      to: 10,
      reason: expect.stringContaining('14 are wanted'),
    });
  });

  test('end at the maximum with how many are wanted', () => {
    expect(next(TARGET, { ...busy, desired: 10, running: 10 })).toMatchObject({ type: 'limit', wanted: 18 });
  });

  test('keep the minimum', () => {
    expect(next(TARGET, idle, { min: 6 })).toMatchObject({ to: 6 });
    expect(next(TARGET, { ...idle, desired: 6, running: 6 }, { min: 6 })).toMatchObject({ type: 'stay' });
  });

  test('allow no larger step', () => {
    expect(next(TARGET, idle, { largestStep: { out: 1, in: 2 } })).toMatchObject({ to: 6 });
    expect(next(TARGET, busy, { largestStep: { out: 1, in: 2 } })).toMatchObject({ to: 5 });
  });

  test('wait for the cooldown of the direction, and not a second longer', () => {
    expect(next(TARGET, { ...busy, changedAt: NOW - 45_000 })).toMatchObject({ type: 'wait', seconds: 15 });
    expect(next(TARGET, { ...idle, changedAt: NOW - 60_000 })).toMatchObject({ type: 'wait', seconds: 240 });
    expect(next(TARGET, { ...busy, changedAt: NOW - 60_000 }).type).toBe('change');
  });

  test('take a change whose time cannot be told for a young one', () => {
    expect(next(TARGET, { ...busy, changedAt: Number.NaN })).toMatchObject({ type: 'wait', seconds: 60 });
  });

  test('hold what would be taken away during a deployment, and add all the same', () => {
    expect(next(TARGET, { ...idle, deploying: true })).toMatchObject({
      type: 'wait',
      reason: expect.stringContaining('deployment'),
    });
    expect(next(TARGET, { ...busy, deploying: true }).type).toBe('change');
  });

  test('do not bring back what somebody raised above them when more is wanted', () => {
    expect(next(TARGET, { ...busy, desired: 12, running: 12 }).type).toBe('limit');
  });

  test.each<[string, Partial<CapacityRule>]>([
    ['a minimum above the maximum', { min: 11 }],
    ['a maximum that is none', { max: Number.NaN }],
    ['steps of nothing', { largestStep: { out: 0, in: 5 } }],
  ])('that make no sense (%s) allow no change', (_what, rule) => {
    expect(next(TARGET, busy, rule).type).toBe('unknown');
  });
});

describe('the hours of a rule', () => {
  const hours = { timezone: 'Europe/Berlin', days: ['mon', 'tue'], from: '08:00', to: '18:00' } as const;
  const busy = { points: minutely(100) };

  test('let it act within them', () => {
    expect(next(TARGET, busy, { hours: { ...hours, days: [...hours.days] } }).type).toBe('change');
  });

  test('make it wait until they begin', () => {
    const later = { ...hours, days: [...hours.days], from: '12:00' };

    // 10:15 in UTC is 11:15 in Berlin.
    expect(next(TARGET, busy, { hours: later })).toMatchObject({ type: 'wait', seconds: 45 * 60 });
  });

  test('reach into the next day', () => {
    const night = { ...hours, days: ['sun' as const], from: '22:00', to: '11:30' };

    expect(next(TARGET, busy, { hours: night }).type).toBe('change');
    expect(next(TARGET, busy, { hours: { ...night, to: '11:00' } }).type).toBe('wait');
  });
});
