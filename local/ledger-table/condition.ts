import { type Scope, sizeOf, valueAt } from './scope.ts';

/** A condition expression, ready to be asked. */
export type Condition = (scope: Scope) => boolean;
type Operand = (scope: Scope) => unknown;

const known = new Map<string, Condition>();

/** The part of DynamoDB's condition language that the ledger uses; anything else is an error, not a guess. */
export function conditionOf(text: string): Condition {
  const condition = known.get(text) ?? parse(text);
  known.set(text, condition);
  return condition;
}

function parse(text: string): Condition {
  const tokens = text.match(/[#:]?[\w.]+|<=|>=|<>|[()<>=,]/g) ?? [];
  let at = 0;
  const peek = () => tokens[at];
  const take = () => tokens[at++] ?? '';

  function expect(token: string): void {
    const found = take();
    if (found !== token) throw new Error(`"${token}" was expected in "${text}", not "${found}"`);
  }

  function chain(word: string, part: () => Condition): Condition {
    const parts = [part()];
    while (peek() === word) {
      take();
      parts.push(part());
    }
    return word === 'OR'
      ? (scope) => parts.some((one) => one(scope))
      : (scope) => parts.every((one) => one(scope));
  }

  const either = (): Condition => chain('OR', () => chain('AND', single));

  function single(): Condition {
    if (peek() === '(') return inside(either);
    if (peek() === 'attribute_exists') return exists(true);
    if (peek() === 'attribute_not_exists') return exists(false);
    if (peek() === 'contains') return contains();
    const left = operand();
    return comparison(left, take(), operand());
  }

  function inside<Part>(part: () => Part): Part {
    expect('(');
    const found = part();
    expect(')');
    return found;
  }

  function exists(wanted: boolean): Condition {
    take();
    const path = inside(take);
    return (scope) => (valueAt(scope, path) !== undefined) === wanted;
  }

  function contains(): Condition {
    take();
    return inside(() => {
      const [set] = [operand(), expect(',')];
      const element = operand();
      return (scope) => {
        const value = set(scope);
        return value instanceof Set && value.has(element(scope));
      };
    });
  }

  function operand(): Operand {
    const token = take();
    if (token !== 'size') return (scope) => valueAt(scope, token);
    const path = inside(take);
    return (scope) => sizeOf(valueAt(scope, path));
  }

  const condition = either();
  if (at < tokens.length) throw new Error(`"${peek()}" was not expected in "${text}"`);
  return condition;
}

/** As in DynamoDB, what is not there compares with nothing. */
function comparison(left: Operand, operator: string, right: Operand): Condition {
  const compare = {
    '=': (a: unknown, b: unknown) => a === b,
    '<': (a: unknown, b: unknown) => Number(a) < Number(b),
    '>': (a: unknown, b: unknown) => Number(a) > Number(b),
  }[operator];
  if (!compare) throw new Error(`the operator "${operator}" is not known here`);
  return (scope) => {
    const [a, b] = [left(scope), right(scope)];
    return a !== undefined && b !== undefined && compare(a, b);
  };
}
