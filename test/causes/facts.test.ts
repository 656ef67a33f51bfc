import { describe, expect, test } from 'vitest';
import { factsOf } from '../../shared/causes/facts.ts';
import { stopped } from './cases.ts';

const told = (name: string, reason?: string) => ({ name, ...(reason === undefined ? {} : { reason }) });

describe('shared/causes/facts', () => {
  test('puts each reason that there is on a line of its own, the one of the task first', () => {
    const containers = [told('app', 'no such file'), told('envoy'), told('log', 'killed')];

    expect(factsOf(stopped({ stoppedReason: 'Task failed', containers })).text).toBe(
      'Task failed\nno such file\nkilled',
    );
    expect(factsOf(stopped({ containers: [told('app')] })).text).toBe('');
  });

  test('reads 4,000 characters of a reason, and 16,000 of all', () => {
    const long = 'x'.repeat(5_000);
    const containers = ['a', 'b', 'c', 'd'].map((name) => told(name, long));

    expect(factsOf(stopped({ stoppedReason: long, containers: [] })).text).toHaveLength(4_000);
    expect(factsOf(stopped({ stoppedReason: long, containers })).text).toHaveLength(16_000);
  });

  test('takes a missing stop code for an empty one', () => {
    expect(factsOf(stopped({})).stopCode).toBe('');
    expect(factsOf(stopped({ stopCode: 'UserInitiated' })).stopCode).toBe('UserInitiated');
  });
});
