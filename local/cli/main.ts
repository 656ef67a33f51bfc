import { closest } from '../../shared/runtime/config/suggest.ts';
import { COMMANDS, type CommandName, helpFor, isCommand, OVERVIEW } from './commands.ts';
import { type Io, processIo } from './io.ts';
import { oneLine } from './words.ts';

const HELP = ['help', '--help', '-h'];
const VERSION = ['version', '--version', '-v'];

/**
 * `watchkeeper <command> ...`. Gives the exit code: 0 for done, 2 for input or a command line that cannot be
 * used, 1 for a simulation that did not end as it should. What throws was not foreseen.
 */
export async function main(args: readonly string[], io: Io): Promise<number> {
  const [word, ...rest] = args;
  if (word === undefined) return complain(io, OVERVIEW);
  if (HELP.includes(word)) return help(rest[0], io);
  if (VERSION.includes(word)) return version(io);
  if (!isCommand(word)) return unknown(word, io);
  if (wantsHelp(rest)) return help(word, io);
  return run(word, rest, io);
}

/** Only what the command needs is loaded, so that each starts fast. */
async function run(command: CommandName, args: readonly string[], io: Io): Promise<number> {
  const execute = await COMMANDS[command].load();
  return execute(args, io);
}

function help(command: string | undefined, io: Io): number {
  if (command !== undefined && !isCommand(command)) return unknown(command, io);
  io.stdout(`${command === undefined ? OVERVIEW : helpFor(command)}\n`);
  return 0;
}

function wantsHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  const options = end === -1 ? args : args.slice(0, end);
  return options.includes('--help') || options.includes('-h');
}

async function version(io: Io): Promise<number> {
  const { default: manifest } = await import('../../package.json', { with: { type: 'json' } });
  io.stdout(`${manifest.version}\n`);
  return 0;
}

function unknown(word: string, io: Io): number {
  const names = Object.keys(COMMANDS);
  const meant = closest(word, names);
  const hint = meant === undefined ? `the commands are ${names.join(', ')}` : `did you mean "${meant}"?`;
  return complain(io, `There is no command "${oneLine(word)}"; ${hint}`);
}

function complain(io: Io, message: string): number {
  io.stderr(`${message}\n`);
  return 2;
}

/** The process itself: the exit code is set rather than enforced, so that all output is written. */
export async function runProcess(): Promise<void> {
  const io = processIo();
  try {
    process.exitCode = await main(process.argv.slice(2), io);
  } catch (error) {
    const story = error instanceof Error ? (error.stack ?? error.message) : String(error);
    io.stderr(`watchkeeper failed in a way that nobody foresaw. Please report it:\n${story}\n`);
    process.exitCode = 1;
  }
}

if (import.meta.main) await runProcess();
