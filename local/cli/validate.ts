import { parseArgs } from 'node:util';
import { type Checked, checkConfig, problemLine } from '../../shared/runtime/config/index.ts';
import { configSummary } from './config-summary.ts';
import type { ExitCode, Io } from './io.ts';
import { oneLine, unreadable } from './words.ts';

type ValidateIo = Pick<Io, 'stdout' | 'stderr' | 'readFile'>;

const USAGE = 'usage: watchkeeper validate [config] [--json]';
const DEFAULT_FILE = 'watchkeeper.yml';
const NAME_IT = '. Name the configuration, as in "watchkeeper validate my.yml".';

interface Request {
  /** Undefined: the usual file. */
  readonly named: string | undefined;
  readonly json: boolean;
}

/**
 * `watchkeeper validate [config] [--json]`: prints what the configuration opts into, in plain words, or every
 * problem with its line and path. Never touches AWS, and never throws on any file.
 */
export async function validateCommand(args: readonly string[], io: ValidateIo): Promise<ExitCode> {
  const request = requestOf(args);
  if (typeof request === 'string') return fail(io, `${request}\n${USAGE}`);

  const { named, json } = request;
  const source = await read(named ?? DEFAULT_FILE, io.readFile);
  const file = oneLine(named ?? DEFAULT_FILE);
  if (source.type === 'unreadable') {
    return fail(io, `${file}: ${source.reason}${named === undefined ? NAME_IT : ''}`);
  }

  const checked = checkConfig(source.text);
  const report = json ? jsonReport : textReport;
  report(file, checked, io);
  return checked.type === 'valid' ? 0 : 2;
}

/** The request, or what is wrong with the arguments. */
function requestOf(args: readonly string[]): Request | string {
  try {
    const options = { json: { type: 'boolean', default: false } } as const;
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    const [named, ...more] = positionals;
    return more.length > 0 ? 'One configuration at a time.' : { named, json: values.json };
  } catch (error) {
    return oneLine(error instanceof Error ? error.message : String(error));
  }
}

type Source =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'unreadable'; readonly reason: string };

async function read(path: string, readFrom: (path: string) => Promise<string>): Promise<Source> {
  try {
    return { type: 'text', text: await readFrom(path) };
  } catch (error) {
    return { type: 'unreadable', reason: unreadable(error) };
  }
}

function fail(io: ValidateIo, message: string): ExitCode {
  io.stderr(`${message}\n`);
  return 2;
}

function textReport(file: string, checked: Checked, io: ValidateIo): void {
  if (checked.type === 'valid') {
    io.stdout(`${file} is fine.\n\n${configSummary(checked.config)}\n`);
    return;
  }
  const lines = checked.problems.map((problem) => problemLine(file, problem));
  io.stderr(`${lines.join('\n')}\n${file} has ${lines.length} problem${lines.length === 1 ? '' : 's'}.\n`);
}

/** `{file, valid, config}` or `{file, valid, problems: [{line, column, path, message}]}`. */
function jsonReport(file: string, checked: Checked, io: ValidateIo): void {
  const { type, ...rest } = checked;
  io.stdout(`${JSON.stringify({ file, valid: type === 'valid', ...rest })}\n`);
}
