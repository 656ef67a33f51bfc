/** One thing that is wrong with a configuration. `line` and `column` begin at 1; `path` may be empty. */
export interface Problem {
  readonly line: number;
  readonly column: number;
  /** As people write it: `routes[1].channel`. */
  readonly path: string;
  readonly message: string;
}

/** Keys and indexes from the root of the file. */
export type Path = readonly PropertyKey[];

/** `watchkeeper.yml:12:5 playbooks.stop-crash-loop.settings.threshhold: unknown key` */
export function problemLine(file: string, { line, column, path, message }: Problem): string {
  const place = `${file}:${line}:${column}`;
  return path === '' ? `${place}: ${message}` : `${place} ${path}: ${message}`;
}

export function pathText(path: Path): string {
  const parts = path.map((part, index) => {
    if (typeof part === 'number') return `[${part}]`;
    const key = String(part);
    const shown = /^[\w$*-]+$/.test(key) ? key : valueText(key);
    return index === 0 ? shown : `.${shown}`;
  });
  return parts.join('');
}

/** A value of the file as a message shows it: one line, cut at 40 characters. */
export function valueText(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value !== null && typeof value === 'object') return 'a mapping';
  if (typeof value !== 'string') return String(value);
  return JSON.stringify(value.length > 40 ? `${value.slice(0, 39)}…` : value);
}
