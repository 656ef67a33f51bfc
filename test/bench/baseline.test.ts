import { describe, expect, it } from 'vitest';
import { baselineOf, compare } from '../../bench/baseline.ts';
import type { ColdStarts } from '../../bench/cold.ts';
import type { ContenderId } from '../../bench/contenders.ts';
import type { WarmRuns } from '../../bench/warm.ts';

const FLOOR = [10, 11, 10, 12, 10, 11, 10, 10, 11, 10];

/** An empty handler and an ignored event that takes so many times as long in each round. */
function run(times: readonly number[]) {
  const samples = FLOOR.map((floor, round) => floor * (times[round % times.length] ?? 1));
  const cold = (all: readonly number[]): ColdStarts => ({
    init: [...all],
    first: [],
    cold: [...all],
    cpu: [...all],
  });
  const warm = (milliseconds: readonly number[]): WarmRuns => ({
    milliseconds,
    calls: 0,
    cpu: 0,
    logged: 0,
    peakMegabytes: 0,
  });
  return {
    cold: new Map<ContenderId, ColdStarts>([
      ['empty', cold(FLOOR)],
      ['ignored', cold(samples)],
    ]),
    warm: new Map<ContenderId, WarmRuns>([
      ['empty', warm(FLOOR)],
      ['ignored', warm(samples)],
    ]),
  };
}

const slower = (times: readonly number[]) =>
  compare(run(times), baselineOf(run([1.4])))
    .filter((one) => one.slower)
    .map(({ figure }) => figure);

describe('bench/baseline', () => {
  it('finds what became more than 10 % slower', () => {
    expect(slower([1.6])).toEqual(['ignored, cold start', 'ignored, CPU of the cold start', 'ignored, warm']);
  });

  it('lets 10 % pass, and what became faster', () => {
    expect(slower([1.53])).toEqual([]);
    expect(slower([1])).toEqual([]);
  });

  it('is not alarmed by a noisy machine: the rounds must agree', () => {
    expect(slower([1.4, 1.4, 3])).toEqual([]);
  });

  it('has nothing to hold a new figure against', () => {
    expect(compare(run([9]), {}).map(({ before, slower: bad }) => [before, bad])).toEqual([
      [undefined, false],
      [undefined, false],
      [undefined, false],
    ]);
  });
});
