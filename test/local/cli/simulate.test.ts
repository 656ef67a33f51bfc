import { describe, expect, it } from 'vitest';
import type { Io } from '../../../local/cli/io.ts';
import { simulateCommand } from '../../../local/cli/simulate.ts';
import { SCENARIOS } from '../../../local/scenarios/index.ts';
import { terminal } from './terminal.ts';

async function run(args: readonly string[], shows: Pick<Io, 'color' | 'columns'> = {}) {
  const { io, written } = terminal();
  const code = await simulateCommand(args, { ...io, ...shows });
  return { code, ...written };
}

const ESCAPE = String.fromCharCode(27);

describe('local/cli/simulate', () => {
  it('lists every scenario with a line about it', async () => {
    const { code, stdout } = await run(['--list']);

    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => line.split(' ')[0])).toEqual(SCENARIOS.map(({ name }) => name));
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(110);
  });

  it('lists them as JSON lines', async () => {
    const { stdout } = await run(['--list', '--json']);

    const entries = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(entries.map(({ name }) => name)).toEqual(SCENARIOS.map(({ name }) => name));
  });

  it('tells a story that fits a terminal, and ends with a table', async () => {
    const { code, stdout, stderr } = await run(['--scenario', 'missing-secret']);

    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).not.toContain(ESCAPE);
    expect(stdout).toContain('━━ missing-secret ━');
    expect(stdout).toMatch(/^09:00:\d\d {2}signal {4}ecs\.task-stopped · invoice-export:3/m);
    expect(stdout).toMatch(/^ +cause {5}secret-key-missing, a restart cannot help: The secret$/m);
    expect(stdout).toContain('│ 🟠 NEEDS YOU · invoice-export failed');
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(
      '1 of 1 scenario as expected: 4 events, 1 incident, 0 changes, 1 message.',
    );
    for (const line of stdout.split('\n')) expect([...line].length).toBeLessThanOrEqual(100);
  });

  it.each([
    { columns: 80, widest: 80 },
    { columns: 20, widest: 60 },
    { columns: 300, widest: 98 },
  ])('keeps its boxes within $widest columns of a terminal of $columns', async ({ columns, widest }) => {
    const { stdout } = await run(['missing-secret'], { columns });

    const frames = stdout.split('\n').filter((line) => line.includes('╭'));
    expect(frames.length).toBeGreaterThan(0);
    for (const frame of frames) expect([...frame].length).toBe(widest);
  });

  it('uses colours where they are shown', async () => {
    const { stdout } = await run(['healthy'], { color: true });

    expect(stdout).toContain(`${ESCAPE}[`);
  });

  it('tells the same as JSON lines, one object per turn', async () => {
    const { code, stdout } = await run(['--json', '--scenario', 'missing-secret']);

    expect(code).toBe(0);
    const turns = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(turns.map(({ step }) => step)).toEqual([
      'begin',
      'scene',
      'signal',
      'cause',
      'triage',
      'decision',
      'outcome',
      'slack',
      'end',
      'summary',
    ]);
    for (const turn of turns) {
      expect(turn).toMatchObject({ at: expect.stringMatching(/^2026-11-23T/), scenario: 'missing-secret' });
    }
  });

  it('suggests a scenario when there is none of that name', async () => {
    const { code, stdout, stderr } = await run(['--scenario', 'crash-lop']);

    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('There is no scenario "crash-lop". Did you mean "crash-loop"?');
  });

  it('shows a name that it does not know without its control characters', async () => {
    const { code, stderr } = await run([`${ESCAPE}[31mstorm`]);

    expect(code).toBe(2);
    expect(stderr).toContain('There is no scenario "\\u001b[31mstorm"');
  });

  it.each([
    { args: ['--fast'], says: "Unknown option '--fast'" },
    { args: ['storm', 'healthy'], says: 'One scenario at a time' },
    { args: ['--scenario'], says: 'argument missing' },
  ])('refuses $args', async ({ args, says }) => {
    const { code, stderr } = await run(args);

    expect(code).toBe(2);
    expect(stderr).toContain(says);
    expect(stderr).toContain('usage: watchkeeper simulate');
  });
});
