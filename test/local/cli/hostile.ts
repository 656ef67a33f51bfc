import fc from 'fast-check';

type Path = readonly string[];

/** The same JSON with the value at one place replaced by any other, or left out. */
export function changedAnywhere(sample: unknown): fc.Arbitrary<unknown> {
  const places = fc.constantFrom(...pathsOf(sample));
  const values = fc.oneof(fc.jsonValue(), fc.constantFrom(undefined, '', 'x'.repeat(20_000), -1, 1e308));
  return fc.tuple(places, values).map(([path, value]) => replaced(sample, path, value));
}

function pathsOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...at, key]))].filter(
    (path) => path.length > 0,
  );
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) {
    return value.map((inner: unknown, index) => (String(index) === key ? replaced(inner, rest, by) : inner));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, name === key ? replaced(inner, rest, by) : inner]),
  );
}
