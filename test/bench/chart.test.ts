import { describe, expect, it } from 'vitest';
import { coldChart } from '../../bench/report/chart.ts';

const starts = (init: number, first: number) => ({
  init: [init],
  first: [first],
  cold: [init + first],
  cpu: [1],
});
const ALL = [
  { id: 'empty', title: 'empty handler' },
  { id: 'counted', title: 'triage, counted' },
  { id: 'custodian', title: 'Cloud Custodian' },
] as const;

describe('bench/report/chart', () => {
  it('draws a bar for each that was measured, its parts as long as their times', () => {
    const chart = coldChart(
      ALL,
      new Map([
        ['empty', starts(40, 5)],
        ['counted', starts(45, 90)],
      ]),
    );

    const widths = [
      ...chart.matchAll(/class="(?:init|first)" x="[\d.]+" y="\d+" width="([\d.]+)" height="18"/g),
    ];
    const [emptyInit, , init, first] = widths.map(([, width]) => Number(width));
    expect(widths).toHaveLength(4);
    expect((first ?? 0) / (init ?? 1)).toBeCloseTo(2, 1);
    expect((init ?? 0) / (emptyInit ?? 1)).toBeCloseTo(45 / 40, 1);
    expect(chart).toContain('>135.0</text>');
    expect(chart).not.toContain('Cloud Custodian');
  });
});
