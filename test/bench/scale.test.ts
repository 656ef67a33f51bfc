import { describe, expect, it } from 'vitest';
import type { Measured } from '../../bench/measure.ts';
import { perMillion } from '../../bench/scale/fleets.ts';

const MEASURED: Pick<Measured, 'acted' | 'warm' | 'batches'> = {
  warm: new Map([
    ['counted', { milliseconds: [], calls: 1, cpu: 2, logged: 1000, peakMegabytes: 80 }],
    ['respond', { milliseconds: [], calls: 4, cpu: 5, logged: 500, peakMegabytes: 90 }],
  ]),
  batches: [
    {
      title: 'failures of 25 services',
      size: 100,
      milliseconds: [],
      callsPerEvent: 0.25,
      cpuPerEvent: 0.3,
      loggedPerEvent: 100,
    },
  ],
  acted: [
    {
      playbook: 'stop-crash-loop',
      outcome: 'held',
      calls: [],
      counted: 10,
      slackCalls: 6,
      checkpoints: 33,
      invocations: 9,
      units: { written: 60, read: 5 },
    },
  ],
};
const measured = { all: [], cold: new Map(), sizes: [], storms: [], ...MEASURED };
const UNITS = { incident: new Map([[10, 2]]), fleet: new Map() };

describe('bench/scale', () => {
  it('adds up what a million single events use, and the 10,000 incidents among them', () => {
    const amounts = perMillion({ services: 10, batch: 1, perWrite: 1 }, measured, UNITS);

    expect(amounts).toMatchObject({ sqs: 3_000_000, invocations: 1_090_000, durable: 330_000, read: 50_000 });
    expect(amounts.written).toBe(2_000_000 + 10_000 * 50);
    // 2 ms of a core at 256/1769 of one, and 5 ms of waiting; the responses 9 times 5 ms of a core.
    expect(amounts.compute).toBeCloseTo(0.25 * (1e6 * 0.01882 + 1e4 * 0.31096), -2);
    expect(amounts.logs).toBeCloseTo((1e9 + 1e4 * 9 * 500) / 2 ** 30, 3);
  });

  it('counts full batches once, and the failures of a service in a batch as one write', () => {
    const amounts = perMillion({ services: 100_000, batch: 100, perWrite: 4 }, measured, UNITS);

    expect(amounts).toMatchObject({ sqs: 1_200_000, invocations: 100_000 });
    expect(amounts.written).toBe(500_000 + 10_000 * 50);
  });
});
