import { describe, expect, it } from 'vitest';
import { type BundleNotes, unexplainedGrowth } from '../../scripts/bundle-growth.ts';

const NOTES: BundleNotes = {
  triage: [
    { date: '2026-01-01', atStart: 10_000, total: 100_000, why: 'as it began' },
    { date: '2026-02-01', atStart: 20_000, total: 200_000, why: 'a second playbook' },
  ],
};
const size = (atStart: number, total: number) => [{ name: 'triage', entry: 0, atStart, total }];

describe('scripts/bundle-growth', () => {
  it('lets a bundle grow by 2 KB since its newest note, and shrink', () => {
    expect(unexplainedGrowth(size(22_048, 202_048), NOTES)).toEqual([]);
    expect(unexplainedGrowth(size(1_000, 10_000), NOTES)).toEqual([]);
  });

  it('says what grew by more, and what to write down', () => {
    expect(unexplainedGrowth(size(22_049, 200_000), NOTES)).toEqual([
      'triage grew by 2049 bytes at start: make it smaller, or say why in scripts/bundle-notes.json, with {"atStart":22049,"total":200000}',
    ]);
    expect(unexplainedGrowth(size(20_000, 300_000), NOTES)).toEqual([
      expect.stringContaining('triage grew by 100000 bytes in all'),
    ]);
  });

  it('wants an entry for every bundle', () => {
    expect(unexplainedGrowth(size(1, 1), {})).toEqual([expect.stringContaining('triage has no entry')]);
  });
});
