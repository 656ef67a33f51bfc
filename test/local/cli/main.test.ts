import { describe, expect, it } from 'vitest';
import { main } from '../../../local/cli/main.ts';
import manifest from '../../../package.json' with { type: 'json' };
import { terminal } from './terminal.ts';

describe('local/cli/main', () => {
  it.each([[['help']], [['--help']], [['-h']]])('tells of every command when asked with %j', async (args) => {
    const { io, written } = terminal();

    const code = await main(args, io);

    expect(code).toBe(0);
    expect(written.stdout).toMatch(/^ {2}explain .+\n {2}validate .+\n {2}simulate .+$/m);
    expect(written.stderr).toBe('');
  });

  it.each([[['help', 'explain']], [['explain', '--help']], [['explain', 'x.json', '-h']]])(
    'tells of one command when asked with %j',
    async (args) => {
      const { io, written } = terminal();

      const code = await main(args, io);

      expect(code).toBe(0);
      expect(written.stdout).toContain(
        'usage: watchkeeper explain <event.json ...|-> [--config <file>] [--json]',
      );
    },
  );

  it('gives the version of the package', async () => {
    const { io, written } = terminal();

    const code = await main(['--version'], io);

    expect(code).toBe(0);
    expect(written.stdout).toBe(`${manifest.version}\n`);
  });

  it('suggests the command that was probably meant', async () => {
    const { io, written } = terminal();

    const code = await main(['explian'], io);

    expect(code).toBe(2);
    expect(written.stderr).toBe('There is no command "explian"; did you mean "explain"?\n');
    expect(written.stdout).toBe('');
  });

  it.each([['frobnicate'], ['constructor'], ['\u001b[31mred'], ['--jsn']])(
    'refuses the unknown command %j in one line',
    async (word) => {
      const { io, written } = terminal();

      const code = await main([word], io);

      expect(code).toBe(2);
      expect(written.stderr).toMatch(
        /^There is no command ".*"; the commands are explain, validate, simulate, sweep, restore\n$/,
      );
      expect(written.stderr).not.toContain('\u001b');
    },
  );

  it('says how it is used when it is given nothing to do', async () => {
    const { io, written } = terminal();

    const code = await main([], io);

    expect(code).toBe(2);
    expect(written.stderr).toContain('usage: watchkeeper <command>');
  });

  it('hands the arguments on to the command', async () => {
    const { io, written } = terminal({ 'my.yml': 'mode: act\n' });

    const code = await main(['validate', 'my.yml'], io);

    expect(code).toBe(0);
    expect(written.stdout).toContain('my.yml is fine.');
  });
});
