import { parseArgs } from 'node:util';
import type { Config } from '../../shared/domain/config.ts';
import { MalformedEventError } from '../../shared/domain/errors.ts';
import { explainEvent } from '../explain/explain-event.ts';
import type { Explanation } from '../explain/explanation.ts';
import { explanationText } from './explanation-text.ts';
import type { ExitCode, Io } from './io.ts';
import { readConfig } from './read-config.ts';
import { type EventInput, readEvents } from './read-events.ts';
import { oneLine, unreadable } from './words.ts';

export const EXPLAIN_USAGE = 'usage: watchkeeper explain <event.json ...|-> [--config <file>] [--json]';

interface Request {
  readonly files: readonly string[];
  /** Undefined: the usual file if there is one, else the defaults. */
  readonly config: string | undefined;
  readonly json: boolean;
}

/**
 * What would become of each event: one result per event on standard output, one line per event that cannot be
 * used on standard error. Never touches AWS, and never throws on any input.
 */
export async function explainCommand(args: readonly string[], io: Io): Promise<ExitCode> {
  const request = requestOf(args);
  if (typeof request === 'string') return fail(io, `${request}\n${EXPLAIN_USAGE}`);
  const config = await readConfig(request.config, io);
  if (typeof config === 'string') return fail(io, config);

  const inputs = (await Promise.all(request.files.map((file) => readFrom(file, io)))).flat();
  const write = writerFor(request, inputs.length, io);
  let code: ExitCode = 0;
  for (const input of inputs) {
    const explained = await explain(input, config);
    if (typeof explained === 'string') code = fail(io, explained);
    else write(explained);
  }
  return code;
}

/** The request, or what is wrong with the arguments. */
function requestOf(args: readonly string[]): Request | string {
  try {
    const options = { json: { type: 'boolean', default: false }, config: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    if (positionals.length === 0) return 'Name an event file, or - for standard input.';
    return { files: positionals, config: values.config, json: values.json };
  } catch (error) {
    return oneLine(error instanceof Error ? error.message : String(error));
  }
}

async function readFrom(file: string, io: Io): Promise<readonly EventInput[]> {
  try {
    return file === '-'
      ? readEvents(await io.stdin(), 'standard input')
      : readEvents(await io.readFile(file), file);
  } catch (error) {
    return [{ type: 'bad', where: file, reason: unreadable(error) }];
  }
}

/** The explanation, or one line that says why there is none. */
async function explain(input: EventInput, config: Config): Promise<Explanation | string> {
  const prefix = `${oneLine(input.where)}: `;
  if (input.type === 'bad') return `${prefix}${oneLine(input.reason)}`;
  try {
    return await explainEvent(input.event, config);
  } catch (error) {
    if (error instanceof MalformedEventError) return `${prefix}malformed event: ${oneLine(error.message)}`;
    throw error;
  }
}

/** JSON for one event is laid out for people, for several it is one line each. */
function writerFor({ json }: Request, count: number, io: Io): (explanation: Explanation) => void {
  if (json) {
    const indent = count === 1 ? 2 : 0;
    return (explanation) => io.stdout(`${JSON.stringify(explanation, null, indent)}\n`);
  }
  let separator = '';
  return (explanation) => {
    io.stdout(`${separator}${explanationText(explanation)}\n`);
    separator = '\n';
  };
}

function fail(io: Io, message: string): ExitCode {
  io.stderr(`${message}\n`);
  return 2;
}
