import type * as z from 'zod/mini';
import { type Path, valueText } from './problem.ts';
import { didYouMean } from './suggest.ts';

type Issue = z.core.$ZodIssue;
type RawIssue = z.core.$ZodRawIssue;

/** One thing that is wrong at one path. `key` when the key itself is wrong, rather than its value. */
export interface Flaw {
  readonly path: Path;
  readonly message: string;
  readonly key?: boolean;
}

/** The keys that may stand in the mapping at a path: for suggestions. */
export type KnownKeys = (path: Path) => readonly string[];

/** A schema's issues, one per unknown key, and for alternatives those of the one that was probably meant. */
export function flawsOf(issues: readonly Issue[], knownKeys: KnownKeys, base: Path = []): readonly Flaw[] {
  return issues.flatMap((issue) => {
    const path = [...base, ...issue.path];
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(path, key, knownKeys));
    const alternatives = issue.code === 'invalid_union' ? issue.errors : [];
    // There are none where the key that says which alternative is meant says something else.
    if (alternatives.length > 0) return flawsOf(likeliest(alternatives), knownKeys, path);
    return [{ path, message: issue.message }];
  });
}

function unknownKey(path: Path, key: string, knownKeys: KnownKeys): Flaw {
  const what = path.length === 1 && path[0] === 'playbooks' ? 'unknown playbook' : 'unknown key';
  return { path: [...path, key], key: true, message: `${what}${didYouMean(key, knownKeys(path))}` };
}

/** The alternative that shares most keys with what was written: the fewest unknown ones, then issues. */
function likeliest(alternatives: readonly (readonly Issue[])[]): readonly Issue[] {
  const strange = (issues: readonly Issue[]) =>
    issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 0), 0);
  const ranked = [...alternatives].sort((a, b) => strange(a) - strange(b) || a.length - b.length);
  return ranked[0] ?? [];
}

/** Our words for what zod finds, where a schema has none of its own. */
export function wordsFor(issue: RawIssue): string {
  const { input } = issue;
  if (input === undefined) return 'is missing';
  if (input === null)
    return 'has no value: give it one (a text that begins with # needs quotes), or delete it';

  switch (issue.code) {
    case 'invalid_type':
      return `must be ${TYPES[issue.expected] ?? issue.expected}, not ${valueText(input)}`;
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}, not ${valueText(input)}${suggestion(issue.values, input)}`;
    case 'too_small':
      return isLong(issue.origin) ? 'must not be empty' : `must be ${least(issue)}, not ${valueText(input)}`;
    case 'too_big':
      return isLong(issue.origin)
        ? `must not be longer than ${issue.maximum}`
        : `must be at most ${issue.maximum}, not ${valueText(input)}`;
    default:
      return `${valueText(input)} is not valid here`;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'a mapping of keys to values',
  string: 'a text',
};

function isLong(origin: string): boolean {
  return origin === 'string' || origin === 'array';
}

function least({ minimum, inclusive }: { readonly minimum: unknown; readonly inclusive?: boolean }): string {
  return inclusive ? `at least ${minimum}` : `more than ${minimum}`;
}

function suggestion(values: readonly unknown[], input: unknown): string {
  return typeof input === 'string' ? didYouMean(input, values.map(String)) : '';
}
