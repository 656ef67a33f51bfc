import { verbatim } from '../../shared/notify/text.ts';

/** Text from outside for a message: one visible line, without terminal sequences, cut at 500 characters. */
export function oneLine(text: string): string {
  return verbatim(text, 500);
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder, expected a file',
  EACCES: 'you may not read it',
};

/** Why a file could not be read. */
export function unreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const message = error instanceof Error ? error.message : String(error);
  return `cannot be read: ${WHY[code] ?? oneLine(message)}`;
}

/** Lines of at most `width` columns, all but the first indented by `indent`; a word is never cut. */
export function wrapped(text: string, indent: number, width = 110): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    const fits = indent + longer.length <= width;
    if (!fits && line !== '') lines.push(line);
    line = fits ? longer : word;
  }
  return [...lines, line].join(`\n${' '.repeat(indent)}`);
}
