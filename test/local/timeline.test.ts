import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTimeline } from '../../local/timeline.ts';

describe('local/timeline', () => {
  it('lets things happen in order of their moments, and in the order of asking within one moment', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(50)), async (moments) => {
        const timeline = createTimeline(0);
        const seen: (readonly [number, number])[] = [];
        for (const [order, moment] of moments.entries()) {
          timeline.at(moment, () => void seen.push([timeline.now(), order]));
        }

        await timeline.run();

        const expected = moments.map((moment, order) => [moment, order] as const);
        expect(seen).toEqual(expected.sort(([a, i], [b, j]) => a - b || i - j));
      }),
    );
  });

  it('leaves out what was cancelled, and does not stand still for it', async () => {
    const timeline = createTimeline(0);
    const seen: string[] = [];
    timeline.at(1, () => void seen.push('first'));
    const cancel = timeline.at(2, () => void seen.push('second'));

    cancel();
    await timeline.run();

    expect(seen).toEqual(['first']);
    expect(timeline.now()).toBe(1);
  });

  it('stops at the end that is asked for, and goes on from there', async () => {
    const timeline = createTimeline(0);
    const seen: number[] = [];
    for (const moment of [5, 10, 15]) timeline.at(moment, () => void seen.push(moment));

    await timeline.run(10);

    expect(seen).toEqual([5, 10]);
    expect(timeline.now()).toBe(10);
    await timeline.run(12);
    expect(timeline.now()).toBe(12);
    await timeline.run();
    expect(seen).toEqual([5, 10, 15]);
  });

  it('does at once what should have happened already', async () => {
    const timeline = createTimeline(100);
    let at = 0;
    timeline.at(3, () => {
      at = timeline.now();
    });

    await timeline.run();

    expect(at).toBe(100);
  });

  it('waits for what takes its time before it goes on', async () => {
    const timeline = createTimeline(0);
    const seen: string[] = [];
    timeline.at(1, async () => {
      await Promise.resolve();
      seen.push('slow');
    });
    timeline.at(2, () => void seen.push('next'));

    await timeline.run();

    expect(seen).toEqual(['slow', 'next']);
  });

  it('repeats what repeats for as long as there is something else to wait for', async () => {
    const timeline = createTimeline(0);
    const seen: number[] = [];
    const stop = timeline.every(10, () => void seen.push(timeline.now()));
    timeline.at(25, () => void timeline.at(35, () => {}));
    timeline.at(90, () => {})();

    await timeline.run();
    await timeline.run(50);
    stop();
    await timeline.run(100);

    expect(seen).toEqual([10, 20, 30, 40, 50]);
  });
});
