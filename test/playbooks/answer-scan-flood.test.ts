import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QueueRecord } from '../../shared/triage.ts';
import { headlines, minutes } from '../support/fleet.ts';
import { OPENSSL, openRegistry, runService, tick } from '../support/scans.ts';

const REPOSITORIES = 40;
const IMAGES = 200;
const FOUND = [1, 2, 3, 4, 5].map((number) => ({ ...OPENSSL, name: `CVE-2026-${number}` }));
const nameOf = (image: number) => `team-${image % 2}/app-${image % REPOSITORIES}`;

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

/** 200 images in 40 repositories, some of which run; each of them is found to have all five. */
async function flooded(seed: number, running: readonly number[], scanType = 'ENHANCED') {
  const world = await openRegistry('observe', '', [], { disturb: disorder(seed) });
  const { fleet } = world;
  fleet.send('ECR', 'PutRegistryScanningConfiguration', { scanType });
  for (let index = 0; index < REPOSITORIES; index += 1) fleet.createRepository({ name: nameOf(index) });
  const digests = Array.from({ length: IMAGES }, (_, image) =>
    fleet.pushImage(nameOf(image), { tags: [`1.${image}`] }),
  );
  for (const image of running) runService(world, `service-${image}`, `1.${image}`, { of: nameOf(image) });
  await minutes(world, 1);
  digests.forEach((digest, image) => {
    fleet.completeScan(nameOf(image), digest, FOUND);
  });
  await minutes(world, 4);
  return world;
}

describe('a flood of 1,000 findings of 5 vulnerabilities in 40 repositories', () => {
  it('makes one message of each at most, in any order and however many of the images run', async () => {
    const images = fc.uniqueArray(fc.nat(IMAGES - 1), { minLength: 1, maxLength: 4 });
    const property = fc.asyncProperty(fc.nat(), images, async (seed, running) => {
      const world = await flooded(seed, running);

      const messages = headlines(world);
      expect(world.bus.delivered()).toBeGreaterThanOrEqual(1000);
      expect(messages).toHaveLength(FOUND.length);
      expect(new Set(messages).size).toBe(messages.length);
      expect(messages[0]).toContain(`0 of ${running.length} fixed`);
      await world.close();
    });
    await fc.assert(property, { numRuns: 1 });
  });

  it('is one line of the day when nobody runs any', async () => {
    const world = await flooded(1, []);
    expect(headlines(world)).toEqual([]);

    tick(world);
    await minutes(world, 4);
    expect(headlines(world)).toEqual([expect.stringContaining('in images that nobody runs')]);
    await world.close();
  });

  it('is one message that lists them all when basic scans tell of it', async () => {
    const world = await flooded(1, [0, 1], 'BASIC');

    expect(headlines(world)).toEqual([expect.stringContaining('5 vulnerabilities in 2 repositories')]);
    await world.close();
  });
});
