import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Io } from '../../../local/cli/io.ts';
import { validateCommand } from '../../../local/cli/validate.ts';
import { terminal } from './terminal.ts';

/** This terminal, with the files that there are. */
const onDisk = (io: Io): Io => ({ ...io, readFile: (path) => readFile(path, 'utf8') });

const EVIL = 'a\u001b[2J\u009b\u202eb.yml';

describe('local/cli/validate', () => {
  it('says in plain words what a sound configuration opts into', async () => {
    const text = 'clusters: [{ cluster: prod, mode: ask }]\napprovers: [U0AAAAAAA]\n';
    const { io, written } = terminal({ 'watchkeeper.yml': text });

    const code = await validateCommand([], io);

    expect(code).toBe(0);
    expect(written.stderr).toBe('');
    expect(written.stdout).toContain('watchkeeper.yml is fine.');
    expect(written.stdout).toContain(
      'playbook stop-crash-loop: observe: says what it would do, changes nothing',
    );
    expect(written.stdout).toContain(
      'in the cluster prod, ask: changes things after somebody approved in Slack',
    );
    expect(written.stdout).toContain('#ops: everything');
  });

  it('lists every rule that keeps it off', async () => {
    const text = `
routes: [{ severity: critical, cluster: prod, channel: "#a" }, { channel: "#b" }]
protect: [{ cluster: "*", name: billing-*, reason: by hand only }]
freezes:
  - { name: Night, timezone: UTC, days: [mon], from: "22:00", to: "06:00" }
  - { name: Xmas, timezone: UTC, start: 2026-12-24, end: 2026-12-26 }
`;
    const { io, written } = terminal({ 'my.yml': text });

    const code = await validateCommand(['my.yml'], io);

    expect(code).toBe(0);
    for (const line of [
      '#a: critical incidents in the cluster prod',
      '#b: everything else',
      'never */billing-*: by hand only',
      'freeze "Night" mon from 22:00 to 06:00 (UTC)',
      'freeze "Xmas" from 2026-12-24 to 2026-12-26 (UTC)',
    ]) {
      expect(written.stdout).toContain(`  ${line}\n`);
    }
  });

  it('prints every problem and counts them', async () => {
    const { io, written } = terminal({ 'my.yml': 'mode: yes\nfleat: {}\n' });

    const code = await validateCommand(['my.yml'], io);

    expect(code).toBe(2);
    expect(written.stdout).toBe('');
    expect(written.stderr.trimEnd().split('\n')).toEqual([
      'my.yml:1:7 mode: must be one of off, observe, ask, act, not "yes"',
      'my.yml:2:1 fleat: unknown key; did you mean "fleet"?',
      'my.yml has 2 problems.',
    ]);
  });

  it('gives the problems as JSON', async () => {
    const { io, written } = terminal({ 'my.yml': 'fleat: {}\n' });

    const code = await validateCommand(['my.yml', '--json'], io);

    expect(code).toBe(2);
    expect(JSON.parse(written.stdout)).toEqual({
      file: 'my.yml',
      valid: false,
      problems: [{ line: 1, column: 1, path: 'fleat', message: 'unknown key; did you mean "fleet"?' }],
    });
  });

  it('gives the decoded configuration as JSON', async () => {
    const { io, written } = terminal({ 'my.yml': '' });

    const code = await validateCommand(['--json', 'my.yml'], io);

    expect(code).toBe(0);
    expect(JSON.parse(written.stdout)).toMatchObject({ valid: true, config: { mode: 'observe' } });
  });

  it.each([
    [['nowhere.yml'], /^nowhere\.yml: cannot be read: there is no such file\n$/],
    [
      [],
      /^watchkeeper\.yml: cannot be read: there is no such file\. Name the configuration, as in "watch.*"\.\n$/,
    ],
    [['a.yml', 'b.yml'], /^One configuration at a time\./],
    [['--jsn'], /^Unknown option '--jsn'/],
  ])('refuses %j in one go', async (args, expected) => {
    const { io, written } = terminal();

    const code = await validateCommand(args, io);

    expect(code).toBe(2);
    expect(written.stderr).toMatch(expected);
    expect(written.stdout).toBe('');
  });

  it('says that a folder is one', async () => {
    const { io, written } = terminal();

    const code = await validateCommand(['docs'], onDisk(io));

    expect(code).toBe(2);
    expect(written.stderr).toBe('docs: cannot be read: it is a folder, expected a file\n');
  });

  it.each([
    ['that is not there', {}, []],
    ['that is not there, after an option that is none', {}, ['--\u001b[31mx']],
    ['that is fine', { [EVIL]: '' }, []],
    ['that has problems', { [EVIL]: 'modee: act' }, []],
    ['that has problems, as JSON', { [EVIL]: 'modee: act' }, ['--json']],
  ])('shows no control character of the name of a file %s', async (_what, files, options) => {
    const { io, written } = terminal(files);

    await validateCommand([EVIL, ...options], io);

    expect(written.stdout + written.stderr).toMatch(/\S/);
    expect(written.stdout + written.stderr).not.toMatch(/(?!\n)\p{C}/u);
  });

  it('finds the configuration of this project fine', async () => {
    const { io, written } = terminal();

    const code = await validateCommand([], onDisk(io));

    expect(written.stderr).toBe('');
    expect(code).toBe(0);
  });
});
