import type { Metafile } from 'esbuild';
import type { Bundle } from './bundle.ts';

/** Bytes of one bundle, minified: what a cold start reads, what it may read later. */
export interface BundleSize {
  readonly name: string;
  /** The entry chunk alone. */
  readonly entry: number;
  /** The entry and every chunk that it imports at start. */
  readonly atStart: number;
  /** With every chunk that is loaded on demand. */
  readonly total: number;
}

type Outputs = Metafile['outputs'];

export function bundleSize({ name, metafile }: Bundle): BundleSize {
  const code = Object.entries(metafile.outputs).filter(([path]) => path.endsWith('.mjs'));
  const [entryPath = ''] = code.find(([path]) => isEntry(path)) ?? [];
  const atStart = reach(entryPath, metafile.outputs, new Set());
  return {
    name,
    entry: metafile.outputs[entryPath]?.bytes ?? 0,
    atStart: sum([...atStart].map((path) => metafile.outputs[path]?.bytes ?? 0)),
    total: sum(code.map(([, output]) => output.bytes)),
  };
}

/** The packages and rooms that the entry and its static chunks are made of, largest first, in bytes. */
export function startContents({ metafile }: Bundle): readonly (readonly [string, number])[] {
  const code = Object.entries(metafile.outputs);
  const [entryPath = ''] = code.find(([path]) => isEntry(path)) ?? [];
  const bytes = new Map<string, number>();
  for (const path of reach(entryPath, metafile.outputs, new Set())) {
    for (const [input, { bytesInOutput }] of Object.entries(metafile.outputs[path]?.inputs ?? {})) {
      const owner = ownerOf(input);
      bytes.set(owner, (bytes.get(owner) ?? 0) + bytesInOutput);
    }
  }
  return [...bytes].sort(([, a], [, b]) => b - a);
}

export function sizeTable(sizes: readonly BundleSize[]): string {
  const rows = sizes.map(({ name, entry, atStart, total }) => [
    name,
    ...[entry, atStart, total].map(kilobytes),
  ]);
  return [['function', 'entry', 'at start', 'with lazy chunks'], ...rows]
    .map((cells) => cells.map((cell, i) => (i === 0 ? cell.padEnd(16) : cell.padStart(17))).join(''))
    .join('\n');
}

/** A lazy chunk has a hash in its name. */
function isEntry(path: string): boolean {
  return path.endsWith('/index.mjs');
}

/** A chunk and all that it imports with an `import` statement, which Node reads before the first event. */
function reach(path: string, outputs: Outputs, seen: Set<string>): Set<string> {
  if (seen.has(path) || outputs[path] === undefined) return seen;
  seen.add(path);
  for (const { path: next, kind } of outputs[path].imports) {
    if (kind === 'import-statement') reach(next, outputs, seen);
  }
  return seen;
}

function ownerOf(input: string): string {
  const parts = input.split('/');
  const last = parts.lastIndexOf('node_modules');
  if (last === -1) return parts.slice(0, 2).join('/');
  const scoped = parts[last + 1]?.startsWith('@') ?? false;
  return parts.slice(last + 1, last + (scoped ? 3 : 2)).join('/');
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
