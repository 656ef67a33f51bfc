import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Checked, checkConfig, problemLine } from '../../shared/runtime/config/index.ts';
import { configSummary } from './config-summary.ts';

/** Where a command writes, and how it reads a file. */
export interface ValidateIo {
  stdout(text: string): void;
  stderr(text: string): void;
  /** UTF-8; throws when there is no such file. */
  readonly readFile?: (path: string) => Promise<string>;
}

/** 0: fine. 2: the configuration or the command line is not. */
export type ExitCode = 0 | 2;

const USAGE = 'usage: watchkeeper validate [config] [--json]';
const DEFAULT_FILE = 'watchkeeper.yml';

interface Request {
  readonly file: string;
  readonly json: boolean;
}

/**
 * `watchkeeper validate [config] [--json]`: prints what the configuration opts into, in plain words, or every
 * problem with its line and path. Never touches AWS, and never throws on any file.
 */
export async function validateCommand(args: readonly string[], io: ValidateIo): Promise<ExitCode> {
  const request = requestOf(args);
  if (typeof request === 'string') return fail(io, `${request}\n${USAGE}`);

  const { file, json } = request;
  const text = await textOf(file, io.readFile ?? readUtf8);
  if (text === undefined) {
    return fail(
      io,
      `${file} cannot be read: name the configuration file, as in "watchkeeper validate my.yml".`,
    );
  }

  const checked = checkConfig(text);
  const report = json ? jsonReport : textReport;
  report(file, checked, io);
  return checked.type === 'valid' ? 0 : 2;
}

/** The request, or what is wrong with the arguments. */
function requestOf(args: readonly string[]): Request | string {
  try {
    const options = { json: { type: 'boolean', default: false } } as const;
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    const [file = DEFAULT_FILE, ...more] = positionals;
    return more.length > 0 ? 'One configuration at a time.' : { file, json: values.json };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function textOf(file: string, read: (path: string) => Promise<string>): Promise<string | undefined> {
  try {
    return await read(file);
  } catch {
    return undefined;
  }
}

function readUtf8(path: string): Promise<string> {
  return readFile(path, 'utf8');
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
