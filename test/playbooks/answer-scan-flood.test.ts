import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QueueRecord } from '../../shared/triage.ts';
import { headlines, minutes } from '../support/fleet.ts';
import { OPENSSL, openRegistry, runService, tick } from '../support/scans.ts';

const IMAGES = 200;
const FOUND = [1, 2, 3, 4, 5].map((number) => ({ ...OPENSSL, name: `CVE-2026-${number}` }));

/** In another order, and some of them twice, as EventBridge and SQS may deliver. */
function disorder(seed: number) {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state;
  };
  return (records: readonly QueueRecord[]) => {
    const twice = [...records, ...records.filter(() => next() % 4 === 0)];
    return twice
      .map((record) => ({ record, key: next() }))
      .toSorted((a, b) => a.key - b.key)
      .map((one) => one.record);
  };
}

describe('a flood of 1,000 findings of 5 vulnerabilities', () => {
  it('makes one message of each at most, in any order and however many of the images run', async () => {
    const property = fc.asyncProperty(
      fc.nat(),
      fc.uniqueArray(fc.nat(IMAGES - 1), { maxLength: 4 }),
      async (seed, running) => {
        const world = await openRegistry('observe', '', [], { disturb: disorder(seed) });
        const digests = Array.from({ length: IMAGES }, (_, image) =>
          world.fleet.pushImage('payments', { tags: [`1.${image}`] }),
        );
        for (const image of running) runService(world, `service-${image}`, `1.${image}`);
        await minutes(world, 1);
        for (const digest of digests) world.fleet.completeScan('payments', digest, FOUND);
        await minutes(world, 20);

        const messages = headlines(world);
        expect(world.bus.delivered()).toBeGreaterThanOrEqual(1000);
        expect(messages).toHaveLength(running.length === 0 ? 0 : FOUND.length);
        expect(new Set(messages).size).toBe(messages.length);

        tick(world);
        await minutes(world, 20);
        expect(headlines(world)).toHaveLength(running.length === 0 ? 1 : FOUND.length);
        await world.close();
      },
    );
    await fc.assert(property, { numRuns: 3, examples: [[1, []]] });
  });
});
