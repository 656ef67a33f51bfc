import { describe, expect, test } from 'vitest';
import { causeOf } from '../../shared/causes/index.ts';
import type { Cause } from '../../shared/domain/cause.ts';
import { isTaskSignal } from '../../shared/domain/signal.ts';
import { parseSignal } from '../../shared/signals/index.ts';
import { ALL_SAMPLES, expectedOf, OWN_SAMPLES } from './samples.ts';

describe('events', () => {
  test.each(OWN_SAMPLES)('$name becomes what is expected of it', (sample) => {
    const parsed = parseSignal(sample.event);

    if (parsed.type !== 'signal') throw new Error(`${sample.name} is unknown: ${parsed.reason}`);
    const cause = isTaskSignal(parsed.signal) ? causeOf(parsed.signal.task) : null;
    const expected = expectedOf(sample);
    expect(parsed.door).toBe(expected.door);
    expect(parsed.signal).toMatchObject(expected.signal);
    expect(cause && pick(cause)).toEqual(expected.cause);
  });

  test('every sample, from the wild too, is a signal or unknown, and none throws', () => {
    const outcomes = ALL_SAMPLES.map(({ name, event }) => ({ name, type: parseSignal(event).type }));

    const ofEcs = outcomes.filter(({ name }) => name.startsWith('aws.ecs'));
    expect(ofEcs.length).toBeGreaterThanOrEqual(OWN_SAMPLES.length);
    expect(ofEcs.filter(({ type }) => type !== 'signal')).toEqual([]);
  });

  test('every event of another source is unknown, with a reason', () => {
    const foreign = ALL_SAMPLES.filter(({ name }) => !name.startsWith('aws.ecs'));

    expect(foreign.map(({ event }) => parseSignal(event)).filter(({ type }) => type === 'signal')).toEqual(
      [],
    );
  });
});

/** What the expected files say of a cause: all but the sentences. */
function pick({ code, retryable, expected, subject }: Cause) {
  return { code, retryable, expected, ...(subject === undefined ? {} : { subject }) };
}
