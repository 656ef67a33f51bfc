import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A page of the documentation, by its path from the root. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

export const PAGES: readonly Page[] = globSync(['*.md', 'docs/**/*.md', 'events/**/*.md'])
  .sort()
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

/** A fenced block: `kind` is what stands behind its opening fence. */
export interface Block {
  readonly kind: string;
  readonly lines: readonly string[];
}

export function blocksOf({ text }: Page): readonly Block[] {
  return [...text.matchAll(/^ *```([\w-]*)\n([\s\S]*?)^ *```$/gm)].map(([, kind = '', body = '']) => ({
    kind,
    lines: body.trimEnd().split('\n'),
  }));
}

/** Targets of links and images that lie in the repository, as paths from its root. */
export function linksOf({ path, text }: Page): readonly string[] {
  const targets = [...withoutBlocks(text).matchAll(/\]\(([^()\s]+)\)/g)].map(([, target = '']) => target);
  const relative = targets.filter((target) => !/^[a-z]+:|^#/.test(target));
  return relative.map((target) => join(dirname(path), target.replace(/#.*$/, '')));
}

const ROOM =
  /^(?:bench|bin|docs|events|functions|local|scripts|shared|test)\/|^\w[\w.-]*\.(?:json|md|ts|yml)$/;

/** Names in backticks that look like paths in the repository; placeholders such as `<id>` do not. */
export function pathsOf({ text }: Page): readonly string[] {
  const names = [...withoutBlocks(text).matchAll(/`([^`\s]+)`/g)].map(([, name = '']) => name);
  return [...new Set(names)].filter((name) => ROOM.test(name) && !/[<>*{}…]/.test(name));
}

/** `npm run <script>`, in running text and in blocks. */
export function scriptsOf({ text }: Page): readonly string[] {
  return [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name = '']) => name);
}

/** `npx watchkeeper <command>`; alone it is the overview. */
export function commandsOf({ text }: Page): readonly string[] {
  return [...text.matchAll(/\bnpx watchkeeper ([a-z]+)/g)].map(([, name = '']) => name);
}

function withoutBlocks(text: string): string {
  return text.replace(/^ *```[\s\S]*?^ *```$/gm, '');
}
