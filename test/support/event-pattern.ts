/** The part of EventBridge's pattern language that our rules use; anything else is refused, not guessed. */
export type Pattern = { readonly [field: string]: Pattern | readonly unknown[] };

type Leaf = string | number | boolean | null;

/**
 * Whether an event passes a rule's pattern: every field must match (and), any entry of a list does (or),
 * `$or` takes any of its patterns. An event's list matches when one of its entries does.
 */
export function matchesPattern(pattern: Pattern, event: unknown): boolean {
  return Object.entries(pattern).every(([field, wanted]) => {
    if (field === '$or') return (wanted as readonly Pattern[]).some((one) => matchesPattern(one, event));
    return Array.isArray(wanted)
      ? wanted.some((matcher) => matchesLeaf(matcher, leaves(event, field)))
      : nested(event, field).some((inner) => matchesPattern(wanted as Pattern, inner));
  });
}

/** The objects under a field; `{}` when there is none, so that `exists: false` can still hold below it. */
function nested(event: unknown, field: string): readonly unknown[] {
  const values = list(event, field).filter((value) => value !== null && typeof value === 'object');
  return values.length > 0 ? values : [{}];
}

function leaves(event: unknown, field: string): readonly Leaf[] {
  return list(event, field).filter((value): value is Leaf => value === null || typeof value !== 'object');
}

function list(event: unknown, field: string): readonly unknown[] {
  if (event === null || typeof event !== 'object' || !Object.hasOwn(event, field)) return [];
  const value = (event as Record<string, unknown>)[field];
  return Array.isArray(value) ? value : [value];
}

function matchesLeaf(matcher: unknown, values: readonly Leaf[]): boolean {
  if (matcher === null || typeof matcher !== 'object') return values.includes(matcher as Leaf);
  const [[operator, operand] = [], ...others] = Object.entries(matcher);
  if (others.length > 0) throw new Error(`A matcher has one operator: ${JSON.stringify(matcher)}`);
  if (operator === 'exists') return values.length > 0 === operand;
  return values.some((value) => matchesValue(operator, operand, value));
}

function matchesValue(operator: string | undefined, operand: unknown, value: Leaf): boolean {
  switch (operator) {
    case 'prefix':
      return texts(operand).some((start) => typeof value === 'string' && value.startsWith(start));
    case 'wildcard':
      return texts(operand).some((wild) => typeof value === 'string' && wildcard(wild).test(value));
    case 'equals-ignore-case':
      return (
        typeof value === 'string' && texts(operand).some((text) => text.toLowerCase() === value.toLowerCase())
      );
    case 'anything-but':
      return !excluded(operand, value);
    default:
      throw new Error(
        `The matcher "${operator}" is not known here: add it to test/support/event-pattern.ts.`,
      );
  }
}

function excluded(operand: unknown, value: Leaf): boolean {
  if (Array.isArray(operand)) return operand.includes(value);
  if (operand === null || typeof operand !== 'object') return operand === value;
  return matchesLeaf(operand, [value]);
}

function texts(operand: unknown): readonly string[] {
  return (Array.isArray(operand) ? operand : [operand]).map(String);
}

function wildcard(text: string): RegExp {
  return new RegExp(`^${text.split('*').map(escaped).join('.*')}$`, 's');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
