import type { Statement } from '../../../scripts/template.ts';

/** One thing that a caller wants to do, as IAM is asked. A key of the context that a call does not have is absent. */
export interface IamRequest {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/**
 * The statement that allows a request; undefined when it is denied. Knows exactly the features of IAM that our
 * policies use, and throws on any other, so that nothing is allowed by a guess.
 * Source: docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function allowedBy(statements: readonly Statement[], request: IamRequest): Statement | undefined {
  for (const statement of statements) refuseUnknown(statement);
  return statements.find((statement) => covers(statement, request));
}

/** Whether the statement grants the action on the resource under its conditions. */
function covers({ actions, resources, condition }: Statement, request: IamRequest): boolean {
  return (
    actions.includes(request.action) &&
    resources.some((pattern) => matchesArn(pattern, request.resource)) &&
    holds(condition, request)
  );
}

function refuseUnknown({ sid, effect, actions, resources }: Statement): void {
  const wildcard = actions.find((action) => /[*?]/.test(action));
  const variable = resources.find((arn) => arn.includes('${'));
  if (effect !== 'Allow') throw unknown(`the effect ${effect}`, sid);
  if (wildcard !== undefined) throw unknown(`the wildcard in ${wildcard}`, sid);
  if (variable !== undefined) throw unknown(`the variable in ${variable}`, sid);
}

/** Each of the six parts for itself; only the last, the resource, may hold further colons. */
export function matchesArn(pattern: string, arn: string): boolean {
  if (pattern === '*') return true;
  const wanted = parts(pattern);
  const found = parts(arn);
  return wanted.length === 6 && found.length === 6 && wanted.every((part, i) => like(part, found[i] ?? ''));
}

function parts(arn: string): readonly string[] {
  const [first = '', ...rest] = arn.split(':');
  return rest.length < 5 ? [first, ...rest] : [first, ...rest.slice(0, 4), rest.slice(4).join(':')];
}

/** `*` is any text, `?` one character; everything else, its case included, stands for itself. */
function like(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(text);
}

type Operator = (values: readonly string[], wanted: readonly string[]) => boolean;

/** `values` is what the call has of a key: empty when it has none, which only a negation lets pass. */
const OPERATORS: Readonly<Record<string, Operator>> = {
  StringEquals: (values, wanted) => values.some((value) => wanted.includes(value)),
  StringNotEquals: (values, wanted) => !values.some((value) => wanted.includes(value)),
  ArnLike: (values, wanted) => values.some((value) => wanted.some((pattern) => matchesArn(pattern, value))),
  'ForAllValues:StringEquals': (values, wanted) => values.every((value) => wanted.includes(value)),
  'ForAllValues:StringNotLike': (values, wanted) =>
    values.every((value) => !wanted.some((pattern) => like(pattern, value))),
};

/** All operators, and all keys of each, must hold. */
function holds(condition: unknown, request: IamRequest): boolean {
  return Object.entries(condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys as object).every(([key, wanted]) => test(operator, key, [wanted].flat(), request)),
  );
}

function test(operator: string, key: string, wanted: readonly string[], request: IamRequest): boolean {
  const compare = OPERATORS[operator];
  if (compare === undefined) throw unknown(`the operator ${operator}`, request.action);
  const values = [request.context?.[key] ?? []].flat();
  if (values.length > 1 && !operator.startsWith('For'))
    throw unknown(`${operator} of several values of ${key}`, request.action);
  return compare(values, wanted);
}

function unknown(what: string, where: string): Error {
  return new Error(
    `${where}: ${what} is not known here: add it to test/support/iam/policy.ts with its source.`,
  );
}
