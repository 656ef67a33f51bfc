import { describe, expect, test } from 'vitest';
import type { CapacityFacts } from '../../shared/scaling/facts.ts';
import { neverEmpty, ratePerTask } from '../../shared/scaling/flow.ts';
import { nextCapacity } from '../../shared/scaling/next-capacity.ts';
import { BACKLOG, factsWith, minutely, NOW, ruleWith } from './sample.ts';

const MINUTE = 60_000;
/** Of four tasks that do 20 a minute each, three are busy, and nothing waits. */
const CALM: Partial<CapacityFacts> = {
  points: minutely(0),
  inFlight: minutely(3),
  flow: { sent: minutely(60), deleted: minutely(60), known: 20 },
};
/** All four are busy, and more comes than they do. */
const WAITING = { points: minutely(0, 95, 135), flow: { sent: minutely(80, 120), deleted: minutely(80) } };

const next = (facts: Partial<CapacityFacts>) =>
  nextCapacity(factsWith({ inFlight: minutely(3), ...facts }), ruleWith(BACKLOG, { max: 40 }), NOW);

describe('a queue that says what comes and goes', () => {
  test('was never empty when more waited than came or left', () => {
    const minute = { at: '2026-11-23T10:00:00Z', waiting: 130, sent: 120, deleted: 80 };

    expect(neverEmpty(minute)).toBe(true);
    expect(neverEmpty({ ...minute, sent: 130 })).toBe(false);
    expect(neverEmpty({ ...minute, deleted: 130 })).toBe(false);
  });

  test('asks for what comes, and for what has the rest done within the wait that is accepted', () => {
    expect(next(WAITING)).toMatchObject({
      type: 'change',
      to: 8,
      reason: expect.stringContaining('120 a minute come, one task does 20'),
    });
  });

  test('asks for nothing more while nothing waits, however much comes', () => {
    expect(next({ ...CALM, flow: { sent: minutely(60, 200), deleted: minutely(60, 200) } }).type).toBe(
      'stay',
    );
  });

  test('gives up at once what no minute of the window needed', () => {
    expect(next({ ...CALM, desired: 8, running: 8 })).toMatchObject({ type: 'change', to: 4 });
    expect(next(CALM).type).toBe('stay');
  });

  test('keeps what one minute of the window needed', () => {
    const sent = minutely(60, 160, 60, 60, 60);

    expect(
      next({ ...CALM, desired: 10, running: 10, flow: { sent, deleted: sent, known: 20 } }),
    ).toMatchObject({
      to: 9,
    });
  });

  test.each<[string, CapacityFacts['flow']]>([
    ['missing', { sent: [], deleted: [], known: 20 }],
    ['missing for a minute', { sent: minutely(60).toSpliced(25, 1), deleted: minutely(60), known: 20 }],
    ['no numbers', { sent: minutely(60, Number.NaN), deleted: minutely(60), known: 20 }],
    ['negative', { sent: minutely(60), deleted: minutely(60, -1), known: 20 }],
  ])('takes a tenth at a time while that is %s', (_what, flow) => {
    expect(next({ ...CALM, desired: 10, running: 10, flow })).toMatchObject({ type: 'change', to: 9 });
  });
});

describe('what one task does', () => {
  test('is what left while messages always waited, by the tasks of then', () => {
    expect(
      ratePerTask(factsWith({ points: minutely(100) }), {
        sent: minutely(90),
        deleted: minutely(80),
        known: 70,
      }),
    ).toBe(20);
  });

  test('is at least what was ever seen where messages did not always wait', () => {
    const flow = { sent: minutely(40), deleted: minutely(40, 60, 40) };

    expect(ratePerTask(factsWith({ points: minutely(0) }), flow)).toBe(15);
    expect(ratePerTask(factsWith({ points: minutely(0) }), { ...flow, known: 20 })).toBe(20);
  });

  test('is not learned while tasks start, nor from a queue that says nothing', () => {
    const history = [
      { at: NOW - 60 * MINUTE, running: 2, desired: 2 },
      { at: NOW - 3 * MINUTE, running: 4, desired: 4 },
    ];
    const flow = { sent: minutely(90), deleted: minutely(40, 80, 80, 80) };

    expect(ratePerTask(factsWith({ points: minutely(100), history }), flow)).toBe(20);
    expect(ratePerTask(factsWith(), { sent: [], deleted: [] })).toBe(0);
  });
});
