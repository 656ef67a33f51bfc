import { describe, expect, it } from 'vitest';
import { CPU_CONTENDERS } from '../../bench/quality/contenders.ts';
import { LOADS } from '../../bench/quality/loads.ts';
import { live, type Plant, STEP } from '../../bench/quality/plant.ts';
import { qualityPlot } from '../../bench/quality/plot.ts';
import { reversalsOf } from '../../bench/quality/reversals.ts';
import { tryAll } from '../../bench/quality/run.ts';
import { scoreOf } from '../../bench/quality/score.ts';
import { changing } from '../../local/load/shapes.ts';

const MINUTES = 60 / STEP;
const MINUTE = 60_000;

/** Half an hour at a level, with somebody who sets the desired count at some minutes. */
function halfHour(level: number, orders: Readonly<Record<number, number>>) {
  const load = new Float64Array(30 * MINUTES).fill(level);
  const metrics = { periodSeconds: 60, delaySeconds: 60 };
  const options = { seed: 1, load, tasks: 4, followed: 'cpu', messagesPerSecond: 1, metrics } as const;
  const history = live(options, (plant: Plant) => {
    const order = orders[plant.now / 60];
    if (order !== undefined) plant.setDesired(order);
  });
  const clean = changing(level, []);
  return { history, score: scoreOf(history, load, { clean, noisy: clean }, 0.6) };
}

describe('bench/quality', () => {
  it('starts tasks within 30 to 90 seconds, and stops them at once', () => {
    const { history } = halfHour(2.4, { 5: 8, 10: 3 });

    const at = (seconds: number) => history.running[seconds / STEP];
    expect([at(300 + 25), at(300 + 95), at(600), at(605)]).toEqual([4, 8, 8, 3]);
  });

  it('counts the tasks that are missing, and those that nobody needs', () => {
    const { score } = halfHour(3, {});
    const { score: idle } = halfHour(1.2, {});

    expect(score).toMatchObject({ actions: 0, saturatedMinutes: 0 });
    expect(score.underMinutes).toBeCloseTo(30);
    expect(idle.overMinutes).toBeCloseTo(60);
    expect(idle.taskMinutes).toBeCloseTo(120);
  });

  it('calls it an oscillation when a change is taken back within 15 minutes, and nothing else', () => {
    expect(halfHour(2.4, { 5: 6, 19: 4 }).score.oscillations).toBe(1);
    expect(halfHour(2.4, { 5: 6, 21: 4 }).score.oscillations).toBe(0);
    expect(halfHour(2.4, { 5: 6, 19: 8 }).score.oscillations).toBe(0);
  });

  it('calls it a late answer when the load that a change answers was over by then', () => {
    const spike = changing(2.4, [
      { at: 12 * MINUTE, to: 4 },
      { at: 14 * MINUTE, to: 2.4 },
    ]);
    const seeded = { clean: spike, noisy: spike };
    const takenBack = (second: number) =>
      reversalsOf(
        [
          { at: 600, out: false },
          { at: second, out: true },
        ],
        seeded,
      );

    expect(takenBack(13 * 60)).toEqual({ oscillations: 0, lateAnswers: 0 });
    expect(takenBack(15 * 60)).toEqual({ oscillations: 0, lateAnswers: 1 });
    expect(takenBack(20 * 60)).toEqual({ oscillations: 1, lateAnswers: 0 });
  });

  it('lets the target mode serve a stepping load better than target tracking, without oscillating', () => {
    const kind = LOADS.find(({ id }) => id === 'steps');
    const contenders = CPU_CONTENDERS.filter(({ id }) => ['tracking', 'target'].includes(id));
    if (kind === undefined) throw new Error('no steps');

    const scores = tryAll({ kind, contenders, seeds: [0, 1] });

    const sum = (id: string, of: 'underMinutes' | 'taskMinutes' | 'oscillations') =>
      (scores.get(id) ?? []).reduce((total, score) => total + score[of], 0);
    expect(sum('target', 'underMinutes')).toBeLessThan(sum('tracking', 'underMinutes'));
    expect(sum('target', 'taskMinutes')).toBeLessThan(1.05 * sum('tracking', 'taskMinutes'));
    expect(sum('target', 'oscillations')).toBe(0);
  });

  it('draws every contender below the other', () => {
    const { history } = halfHour(3, {});
    const needed = Array.from({ length: history.running.length }, () => 5);

    const svg = qualityPlot('A title', [
      { title: 'One', needed, history },
      { title: 'Other', needed, history },
    ]);

    expect(svg.match(/class="running" d="M/g)).toHaveLength(3);
    expect(svg).not.toContain('NaN');
  });
});
