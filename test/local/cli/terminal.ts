import type { Io } from '../../../local/cli/io.ts';

interface Terminal {
  readonly io: Io;
  readonly written: { stdout: string; stderr: string };
}

/** Files and standard input in memory, and what was written. */
export function terminal(files: Readonly<Record<string, string>> = {}, stdin = ''): Terminal {
  const written = { stdout: '', stderr: '' };
  const io: Io = {
    stdout: (text) => {
      written.stdout += text;
    },
    stderr: (text) => {
      written.stderr += text;
    },
    stdin: async () => stdin,
    readFile: async (path) => {
      const text = files[path];
      if (text === undefined) throw Object.assign(new Error(`ENOENT: ${path}`), { code: 'ENOENT' });
      return text;
    },
  };
  return { io, written };
}
