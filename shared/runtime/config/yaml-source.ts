import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLError } from 'yaml';
import { type Path, type Problem, valueText } from './problem.ts';

const MAX_CHARACTERS = 256 * 1024;
/** One slip can make the parser stumble on every line after it. */
const MAX_SYNTAX_PROBLEMS = 10;
/** Aliases may repeat a list of days, not build a bomb. */
const MAX_ALIASES = 100;

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A file as data, and where each part of the data stands. */
export interface YamlSource {
  /** An empty mapping for an empty file. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** Whether `value` is worth checking in spite of the problems. */
  readonly readable: boolean;
  /** Where the value at `path` stands; for a missing one, the nearest thing around it. */
  placeOf(path: Path): Place;
  /** Where the key that ends `path` stands. */
  placeOfKey(path: Path): Place;
}

type Document = ReturnType<typeof parseDocument>;
const START: Place = { line: 1, column: 1 };

/** Reads YAML 1.2. Never throws: what cannot be read is a problem. */
export function readYaml(text: string): YamlSource {
  if (text.length > MAX_CHARACTERS) return unreadable(`larger than ${MAX_CHARACTERS / 1024} KB`);
  try {
    return readDocument(text);
  } catch (error) {
    return unreadable(error instanceof RangeError ? 'nested too deeply' : messageOf(error));
  }
}

function readDocument(text: string): YamlSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return line > 0 ? { line, column: col } : START;
  };
  const errors = firstPerPlace([...document.errors, ...document.warnings]);
  return {
    value: errors.every(isHarmless) ? (document.toJS({ maxAliasCount: MAX_ALIASES }) ?? {}) : {},
    problems: errors.map((error) => ({ ...at(error.pos[0]), path: '', message: wordsFor(error, text) })),
    readable: errors.every(isHarmless),
    placeOf: (path) => at(find(document, path).value?.range?.[0] ?? 0),
    placeOfKey: (path) => at(find(document, path).key?.range?.[0] ?? 0),
  };
}

function firstPerPlace(errors: readonly YAMLError[]): readonly YAMLError[] {
  const byOffset = new Map(errors.toReversed().map((error) => [error.pos[0], error]));
  return [...byOffset.values()].sort((a, b) => a.pos[0] - b.pos[0]).slice(0, MAX_SYNTAX_PROBLEMS);
}

/** A key written twice leaves the rest of the file as it was meant. */
function isHarmless(error: YAMLError): boolean {
  return error.code === 'DUPLICATE_KEY';
}

function wordsFor(error: YAMLError, text: string): string {
  if (error.code === 'MULTIPLE_DOCS') return 'a second YAML document begins here: only one is read';
  if (error.code === 'RESOURCE_EXHAUSTION') return 'not valid YAML: nested too deeply';
  if (error.code !== 'DUPLICATE_KEY') return `not valid YAML: ${error.message}`;
  const [key = ''] = /^[^\s:]*/.exec(text.slice(error.pos[0])) ?? [];
  return `the key ${valueText(key)} is written twice`;
}

interface Found {
  readonly key?: Node | undefined;
  readonly value?: Node | undefined;
}

/** Follows the path as far as the file goes. */
function find(document: Document, path: Path): Found {
  let found: Found = { value: document.contents ?? undefined };
  for (const part of path) {
    const next = step(document, found.value, part);
    if (next === undefined) return found;
    found = next;
  }
  return found;
}

function step(document: Document, node: Node | undefined, part: PropertyKey): Found | undefined {
  const target = isAlias(node) ? node.resolve(document) : node;
  if (isSeq<Node>(target)) {
    const value = target.items[Number(part)];
    return value && { key: value, value };
  }
  if (!isMap<Node, Node | null>(target)) return undefined;
  const pair = target.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
  return pair && { key: pair.key, value: pair.value ?? pair.key };
}

function unreadable(why: string): YamlSource {
  const problem = { ...START, path: '', message: `the file cannot be read as YAML: ${why}` };
  return {
    value: {},
    problems: [problem],
    readable: false,
    placeOf: () => START,
    placeOfKey: () => START,
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
