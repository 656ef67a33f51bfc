import { describe, expect, it } from 'vitest';
import { isQuiet, type Quiet } from '../../shared/domain/mark.ts';
import { mark } from '../support/incidents.ts';

const at = (time: string) => `2026-11-23T${time}:00.000Z`;
const failure = (time: string, group: string) => mark('task-1', { at: at(time), group });
const told = (group: string, until: string, generation: number): Quiet => ({
  group,
  until: at(until),
  generation,
});

describe('shared/domain/incident', () => {
  const record = { quiet: [told('api:42', '12:00', 1), told('api:43', '11:00', 2)] };

  it.each([
    ['10:59', 'api:43', true],
    ['11:00', 'api:43', false],
    ['11:59', 'api:42', true],
    ['10:00', 'api:44', false],
  ])('at %s a failure of %s is quiet: %s, whatever was told of other revisions', (time, group, quiet) => {
    expect(isQuiet(record, failure(time, group))).toBe(quiet);
  });

  it('is news until people are told of anything', () => {
    expect(isQuiet({ quiet: [] }, failure('10:00', 'api:42'))).toBe(false);
    expect(isQuiet({ quiet: [] }, failure('10:00', ''))).toBe(false);
  });

  it('goes by the newest word on a revision, in whatever order the ledger gives them', () => {
    const again = [told('api:42', '10:30', 10), told('api:42', '12:00', 9)];

    for (const quiet of [again, again.toReversed()]) {
      expect(isQuiet({ quiet }, failure('10:29', 'api:42'))).toBe(true);
      expect(isQuiet({ quiet }, failure('11:00', 'api:42'))).toBe(false);
    }
  });

  it('goes by the newest incident when a failure names no revision', () => {
    expect(isQuiet(record, failure('10:59', ''))).toBe(true);
    expect(isQuiet(record, failure('11:30', ''))).toBe(false);
  });
});
