import { describe, expect, test } from 'vitest';
import { triageDoorOf } from '../../local/domains.ts';
import { causeOf } from '../../shared/causes/index.ts';
import type { Cause } from '../../shared/domain/cause.ts';
import { isTaskSignal } from '../../shared/domain/signal.ts';
import { parseSignal } from '../../shared/signals/index.ts';
import { PARSERS } from '../../shared/signals/registry.ts';
import { ALL_SAMPLES, expectedOf, OWN_SAMPLES } from './samples.ts';

const HEARD = new Set(PARSERS.map(({ source, detailType }) => `${source} ${detailType}`));

describe('events', () => {
  test.each(OWN_SAMPLES)('$name becomes what is expected of it', (sample) => {
    const parsed = parseSignal(sample.event);

    if (parsed.type !== 'signal') throw new Error(`${sample.name} is unknown: ${parsed.reason}`);
    const cause = isTaskSignal(parsed.signal) ? causeOf(parsed.signal.task) : null;
    const expected = expectedOf(sample);
    expect(triageDoorOf(parsed)).toBe(expected.door);
    expect(parsed.signal).toMatchObject(expected.signal);
    expect(cause && pick(cause)).toEqual(expected.cause);
  });

  test('every sample of a type that we listen to, from the wild too, is a signal', () => {
    const heard = ALL_SAMPLES.filter(({ event }) => HEARD.has(typeOf(event)));

    expect(heard.length).toBeGreaterThanOrEqual(OWN_SAMPLES.length);
    expect(heard.filter(({ event }) => parseSignal(event).type !== 'signal')).toEqual([]);
  });

  test('every other event is unknown, with a reason', () => {
    const foreign = ALL_SAMPLES.filter(({ event }) => !HEARD.has(typeOf(event)));

    expect(foreign.filter(({ event }) => parseSignal(event).type === 'signal')).toEqual([]);
  });
});

/** What the expected files say of a cause: all but the sentences. */
function pick({ code, retryable, expected, subject }: Cause) {
  return { code, retryable, expected, ...(subject === undefined ? {} : { subject }) };
}

function typeOf(event: unknown): string {
  const { source, 'detail-type': detailType } = event as { source: string; 'detail-type': string };
  return `${source} ${detailType}`;
}
