/** What is shown of one kind of measurement, for a terminal and for a page alike. */
export interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What a reader must know to read it. */
  readonly notes?: readonly string[];
  /** Its columns hold words, not figures. */
  readonly words?: boolean;
}

/** The first column to the left, figures to the right. */
export function textTable({ title, head, rows, notes = [] }: Table): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((cell, column) => pad(cell, widths[column] ?? 0, column)).join('  ');
  return [title, '='.repeat(title.length), ...all.map(line), ...notes].join('\n');
}

export function markdownTable({ title, head, rows, notes = [], words = false }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = line(head.map((_, column) => (column === 0 || words ? ':--' : '--:')));
  return [
    `## ${title}`,
    '',
    line(head),
    rule,
    ...rows.map(line),
    ...notes.flatMap((note) => ['', note]),
  ].join('\n');
}

function pad(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}
