import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';

/** All that a command has to do with the outside: handed in, so that tests hold both ends. */
export interface Io {
  stdout(text: string): void;
  stderr(text: string): void;
  /** All of standard input as UTF-8. */
  stdin(): Promise<string>;
  /** UTF-8; throws Node's errors, with their `code`. */
  readFile(path: string): Promise<string>;
  /** Whether standard output shows colours. */
  readonly color?: boolean;
  /** Columns of the terminal; undefined when the output goes elsewhere. */
  readonly columns?: number;
}

/** 0: fine. 2: the input or the command line is not. */
export type ExitCode = 0 | 2;

/** The process's own streams and files. */
export function processIo(): Io {
  endQuietlyWithReader(process.stdout);
  endQuietlyWithReader(process.stderr);
  return {
    stdout: (part) => void process.stdout.write(part),
    stderr: (part) => void process.stderr.write(part),
    stdin: () => text(process.stdin),
    readFile: (path) => readFile(path, 'utf8'),
    color: process.stdout.isTTY && process.stdout.hasColors(),
    ...(process.stdout.isTTY && { columns: process.stdout.columns }),
  };
}

/** A reader that has seen enough (`| head`) is no error. */
function endQuietlyWithReader(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
    throw error;
  });
}
