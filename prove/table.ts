import type { Gap } from './row.ts';
import type { Proven } from './run.ts';

const HEAD = ['', 'promise', 'tried', 'how many', 'violations', 'seconds'];

/** The table of promises as Markdown, in the order of their numbers. */
export function table(proven: readonly Proven[], gaps: readonly Gap[]): string {
  const rows = [...proven.map(rowOf), ...gaps.map(gapOf)].toSorted((a, b) => numberOf(a) - numberOf(b));
  const lines = [HEAD, HEAD.map((_, column) => (column < 3 ? '---' : '---:')), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function rowOf({ row, finding, seconds }: Proven): string[] {
  const { count, of, violations, note } = finding;
  return [
    row.id,
    row.promise,
    note === undefined ? row.tried : `${row.tried}. ${note}`,
    `${count.toLocaleString('en')} ${of}`,
    String(violations.length),
    seconds.toFixed(1),
  ];
}

function gapOf({ id, promise, why }: Gap): string[] {
  return [id, promise, why, '-', '-', '-'];
}

function numberOf([id = '']: readonly string[]): number {
  return Number(id.slice(1));
}
