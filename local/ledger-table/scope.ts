/** An item as the document client shows it: sets are `Set`s. */
export type Item = Record<string, unknown>;

/** What an expression is about: an item, and the names and values that stand for themselves. */
export interface Scope {
  readonly item: Item;
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
}

/** `:value`, `name`, `#name` or `outer.inner`; undefined when there is no such thing. */
export function valueAt({ item, names, values }: Scope, path: string): unknown {
  if (path.startsWith(':')) return values[path];
  return path.split('.').reduce<unknown>((inner, part) => fieldOf(inner, names[part] ?? part), item);
}

function fieldOf(value: unknown, name: string): unknown {
  return value !== null && typeof value === 'object' && Object.hasOwn(value, name)
    ? (value as Item)[name]
    : undefined;
}

export function sizeOf(value: unknown): number | undefined {
  if (value instanceof Set) return value.size;
  return typeof value === 'string' || Array.isArray(value) ? value.length : undefined;
}
