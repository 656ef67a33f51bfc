import { describe, expect, it } from 'vitest';
import { createStoryTerminal } from '../../../local/story/terminal.ts';
import type { Row, Step, Turn } from '../../../local/story/turn.ts';

const ROW: Row = {
  scenario: 'flood',
  events: 12,
  stops: 3,
  incidents: 2,
  outcomes: ['refused', 'refused'],
  decision: 'act',
  verdict: 'deny',
  writes: [],
  messages: 1,
  seconds: 90,
  problems: [],
};

function turn(step: Step, at = '2026-11-23T08:00:00.000Z'): Turn {
  return { at, scenario: 'flood', ...step };
}

describe('local/story/terminal', () => {
  it('says the time once per second', () => {
    const render = createStoryTerminal();
    const scene = (second: string, text: string) =>
      render(turn({ step: 'scene', text }, `2026-11-23T08:00:${second}Z`));

    const lines = [scene('01.100', 'one'), scene('01.900', 'two'), scene('02.000', 'three')];

    expect(lines).toEqual(['08:00:01  one\n', '          two\n', '08:00:02  three\n']);
  });

  it('says a reason once in a scenario, and again in the next', () => {
    const render = createStoryTerminal();
    const outcome = turn({ step: 'outcome', outcome: 'held', reason: 'all is well' });

    const first = render(outcome);
    const second = render(outcome);
    render(turn({ step: 'begin', summary: 'Rain', expects: 'Water' }));
    const third = render(outcome);

    expect(first).toContain('outcome   held: all is well');
    expect(second).toContain('outcome   held\n');
    expect(third).toContain('outcome   held: all is well');
  });

  it('breaks long texts under their beginning', () => {
    const render = createStoryTerminal({ width: 40 });

    const text = render(
      turn({ step: 'decision', decision: 'nothing', reason: 'word '.repeat(9).trim(), actions: [] }),
    );

    expect(text).toBe(
      [
        '08:00:00  decision  do nothing: word',
        '                    word word word word',
        '                    word word word word',
        '',
      ].join('\n'),
    );
  });

  it('shows what is not as expected, and counts it in the table', () => {
    const render = createStoryTerminal();
    const row: Row = { ...ROW, problems: ['messages: 2 instead of 1'] };

    const end = render(turn({ step: 'end', row }));
    const summary = render(turn({ step: 'summary', passed: 1, failed: 1, rows: [ROW, row] }));

    expect(end).toContain('✗ Not as expected: 12 events, 2 incidents, 1 message in 2 min.');
    expect(end).toContain('  - messages: 2 instead of 1');
    expect(summary).toMatch(/^flood +12 +2 +act +deny +- +refused x2 +1 +2 min {2}pass$/m);
    expect(summary).toMatch(/FAIL$/m);
    expect(summary).toContain('1 of 2 scenarios as expected: 24 events, 4 incidents, 0 changes, 2 messages.');
  });
});
