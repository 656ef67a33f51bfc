import { MalformedEventError } from '../domain/errors.ts';

/** A decoded JSON object, with where it stands in the event: every error names the field by its full path. */
export interface Fields {
  readonly where: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Longer text is cut: nobody reads it, and it must not fill the ledger or a log. */
export const TEXT_CAP = 10_000;
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object's fields. Throws MalformedEventError for anything else. */
export function fieldsOf(value: unknown, where: string): Fields {
  if (!isObject(value)) throw malformed(where, `is ${kindOf(value)}, expected an object`);
  return { where, values: value };
}

/** A field's value: own properties only, and null counts as absent. */
export function read(from: Fields, key: string): unknown {
  const value = Object.hasOwn(from.values, key) ? from.values[key] : undefined;
  return value === null ? undefined : value;
}

/** Text, cut at TEXT_CAP; undefined when absent or empty. Throws MalformedEventError for another type. */
export function optionalText(from: Fields, key: string): string | undefined {
  const value = optional(from, key, 'string', 'text');
  return value === undefined || value === '' ? undefined : value.slice(0, TEXT_CAP).toWellFormed();
}

/** Text that must be there and fit the pattern, `expected` saying what that is. */
export function requiredText(from: Fields, key: string, pattern: RegExp, expected: string): string {
  const value = optionalText(from, key);
  if (value === undefined) throw malformed(pathOf(from, key), `is missing, expected ${expected}`);
  return fitting(value, pathOf(from, key), pattern, expected);
}

export function fitting(value: string, where: string, pattern: RegExp, expected: string): string {
  if (!pattern.test(value)) throw malformed(where, `is ${quote(value)}, expected ${expected}`);
  return value;
}

export function optionalNumber(from: Fields, key: string): number | undefined {
  const value = optional(from, key, 'number', 'a number');
  if (value !== undefined && !Number.isFinite(value)) {
    throw malformed(pathOf(from, key), `is ${value}, expected a finite number`);
  }
  return value;
}

export function optionalBoolean(from: Fields, key: string): boolean | undefined {
  return optional(from, key, 'boolean', 'true or false');
}

/** The objects of a list, at most `cap` of them; empty when the list is absent. */
export function objects(from: Fields, key: string, cap: number): readonly Fields[] {
  const value = read(from, key);
  if (value === undefined) return [];
  const where = pathOf(from, key);
  if (!Array.isArray(value)) throw malformed(where, `is ${kindOf(value)}, expected a list`);
  return value.slice(0, cap).map((item, index) => fieldsOf(item, `${where}[${index}]`));
}

/** The texts of a list, at most `cap` of them, each cut at `length`; what is no text is left out. */
export function texts(from: Fields, key: string, cap: number, length: number): readonly string[] {
  const value = read(from, key);
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw malformed(pathOf(from, key), `is ${kindOf(value)}, expected a list`);
  const found = value.slice(0, cap).filter((item) => typeof item === 'string' && item !== '');
  return found.map((item: string) => item.slice(0, length).toWellFormed());
}

/** The field's full path: `detail.taskArn`, and for one of the event itself what follows its name, `…: account`. */
export function pathOf({ where }: Fields, key: string): string {
  return where.endsWith(':') ? `${where} ${key}` : `${where}.${key}`;
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without the fields that are undefined; a loop, as every event comes through here several times. */
export function present<T extends object>(fields: T): Present<T> {
  const kept: Partial<T> = {};
  for (const key in fields) if (fields[key] !== undefined) kept[key] = fields[key];
  return kept as Present<T>;
}

/** One line: where, and what is wrong with it. */
export function malformed(where: string, problem: string): MalformedEventError {
  return new MalformedEventError(`${where} ${problem}`);
}

interface Primitives {
  readonly string: string;
  readonly number: number;
  readonly boolean: boolean;
}

function optional<K extends keyof Primitives>(
  from: Fields,
  key: string,
  type: K,
  expected: string,
): Primitives[K] | undefined {
  const value = read(from, key);
  if (value === undefined) return undefined;
  if (!isOf(value, type)) throw malformed(pathOf(from, key), `is ${kindOf(value)}, expected ${expected}`);
  return value;
}

function isOf<K extends keyof Primitives>(value: unknown, type: K): value is Primitives[K] {
  return typeof value === type;
}

/** "a list", "missing": a value's type, for an error message. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** A value for an error message: short, and on one line whatever it holds. */
export function quote(text: string): string {
  return JSON.stringify(text.slice(0, 120).replace(/[^\x20-\x7e]/g, '?'));
}
