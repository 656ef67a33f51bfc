import { type Item, type Scope, valueAt } from './scope.ts';

/** Carry out an update expression on a copy of the item: SET, ADD and DELETE of set elements, REMOVE. */
export function updated(scope: Scope, expression: string): Item {
  const item = structuredClone(scope.item);
  for (const { verb, part } of clausesOf(expression)) apply({ ...scope, item }, verb, part);
  return item;
}

interface Clause {
  readonly verb: string;
  readonly part: string;
}

const known = new Map<string, readonly Clause[]>();

function clausesOf(expression: string): readonly Clause[] {
  const clauses = known.get(expression) ?? parse(expression);
  known.set(expression, clauses);
  return clauses;
}

function parse(expression: string): readonly Clause[] {
  const [start, ...pieces] = expression.split(/\b(SET|ADD|DELETE|REMOVE)\b/);
  if (start?.trim()) throw new Error(`the update "${expression}" begins with no verb`);
  const verbs = pieces.filter((_, index) => index % 2 === 0);
  const lists = pieces.filter((_, index) => index % 2 === 1);
  return verbs.flatMap((verb, index) =>
    (lists[index] ?? '').split(',').map((part) => ({ verb, part: part.trim() })),
  );
}

function apply(scope: Scope, verb: string, part: string): void {
  const [path = '', value = ''] = part.split(/\s*=\s*|\s+/);
  const names = path.split('.').map((name) => scope.names[name] ?? name);
  const last = names.pop() ?? '';
  const holder = names.reduce<Item>((inner, name) => inner[name] as Item, scope.item);
  const given = structuredClone(valueAt(scope, value));
  if (verb === 'SET') holder[last] = given;
  else if (verb === 'REMOVE') delete holder[last];
  else changeSet(holder, last, verb, asSet(given));
}

/** DynamoDB keeps no empty set. */
function changeSet(holder: Item, name: string, verb: string, elements: ReadonlySet<unknown>): void {
  const before = asSet(holder[name]);
  const kept = [...before].filter((element) => !elements.has(element));
  const after = new Set(verb === 'ADD' ? [...before, ...elements] : kept);
  if (after.size > 0) holder[name] = after;
  else delete holder[name];
}

function asSet(value: unknown): Set<unknown> {
  return value instanceof Set ? value : new Set();
}
