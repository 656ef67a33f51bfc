export interface TextColumn {
  readonly title: string;
  readonly align: 'left' | 'right';
}

/** Lines of cells under their titles, as wide as the widest cell: the head first. */
export function textTable(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const all = [columns.map(({ title }) => title), ...rows];
  const widths = columns.map((_, index) => Math.max(...all.map((cells) => cells[index]?.length ?? 0)));
  const padded = (cell: string, index: number) =>
    columns[index]?.align === 'right' ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0);
  return all.map((cells) => cells.map(padded).join('  ').trimEnd());
}
