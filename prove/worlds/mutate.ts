import fc from 'fast-check';

type Node = Record<string, unknown>;

/** Values that break careless code. */
const JUNK: readonly unknown[] = [
  ...[
    null,
    true,
    0,
    -1,
    1e308,
    Number.MAX_SAFE_INTEGER + 2,
    '',
    ' ',
    '\u0000',
    '\ud800',
    [],
    {},
    [[]],
    [null],
  ],
  ...[
    '__proto__',
    'constructor',
    'NaN',
    '<!channel>',
    '🔥'.repeat(50),
    'a'.repeat(5_000),
    '%',
    '{}',
    '../..',
  ],
  ...[
    '2026-13-45T99:99:99Z',
    '+275760-09-13T00:00:00.000Z',
    'arn:aws:ecs:::',
    'arn:aws:ecs:x:y:task/a/b/c/d',
  ],
  { toString: 1, valueOf: null, length: -1 },
  { constructor: { prototype: { polluted: true } } },
];
const POLLUTING = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then', 'toJSON'];

/** One change: where (counted through the whole tree), what is done there, and with what. */
const anyChange = fc.tuple(
  fc.nat(500),
  fc.constantFrom('put', 'put', 'put', 'drop', 'wrap', 'pollute'),
  fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...JUNK) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  ),
  fc.constantFrom(...POLLUTING),
);
type Change = typeof anyChange extends fc.Arbitrary<infer T> ? T : never;

/** How a text of JSON is changed: in its values, and then perhaps in its bytes. */
export const anyMutation = fc.record({
  changes: fc.array(anyChange, { minLength: 1, maxLength: 4 }),
  cut: fc.option(fc.nat(4_000), { freq: 8 }),
});
export type Mutation = typeof anyMutation extends fc.Arbitrary<infer T> ? T : never;

/** `text`: JSON. Gives what an attacker or a broken sender might have made of it: mostly JSON. */
export function mutated(text: string, { changes, cut }: Mutation): string {
  const root: Node = { root: JSON.parse(text) };
  for (const change of changes) apply(root, change);
  const whole = JSON.stringify(root.root ?? null);
  return cut === null ? whole : whole.slice(0, cut);
}

function apply(root: Node, [at, what, junk, name]: Change): void {
  const value = structuredClone(junk);
  const places = placesIn(root);
  const [holder, key] = places[at % places.length] ?? [root, 'root'];
  if (what === 'drop') delete holder[key];
  else if (what === 'wrap') define(holder, key, [holder[key], value]);
  else if (what === 'put') define(holder, key, value);
  else define(objectAt(holder[key]) ?? holder, name, { polluted: true });
}

/** Also under `__proto__`, as JSON.parse does it. */
function define(holder: Node, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });
}

function placesIn(node: Node): readonly (readonly [Node, string])[] {
  return Object.keys(node).flatMap((key) => {
    const inner = objectAt(node[key]);
    return [[node, key] as const, ...(inner ? placesIn(inner) : [])];
  });
}

function objectAt(value: unknown): Node | undefined {
  return value !== null && typeof value === 'object' ? (value as Node) : undefined;
}
