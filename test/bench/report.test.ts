import { describe, expect, it } from 'vitest';
import { atMost } from '../../bench/report/figures.ts';
import { markdownTable, type Table, textTable } from '../../bench/report/table.ts';

const TABLE: Table = {
  title: 'Sizes',
  head: ['', 'KB', 'aim'],
  rows: [
    ['triage', '62.1', '<= 64'],
    ['respond', '260.6', ''],
  ],
  notes: ['Minified.'],
};

describe('bench/report', () => {
  it('aligns names to the left and figures to the right for a terminal', () => {
    expect(textTable(TABLE).split('\n')).toEqual([
      'Sizes',
      '=====',
      '            KB    aim',
      'triage    62.1  <= 64',
      'respond  260.6       ',
      'Minified.',
    ]);
  });

  it('writes the same table for a page', () => {
    expect(markdownTable(TABLE)).toContain('| :-- | --: | --: |\n| triage | 62.1 | <= 64 |');
  });

  it('says whether an aim is met', () => {
    expect(atMost(1.1, 1.1)).toEqual(['<= 1.1', 'met']);
    expect(atMost(1.1, 1.2)).toEqual(['<= 1.1', 'MISSED']);
    expect(atMost(8, Number.NaN)[1]).toBe('MISSED');
  });
});
