import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GAPS, ROWS } from '../../prove/rows/index.ts';

/** The promises of the product, as they are numbered. */
const ALL = Array.from({ length: 21 }, (_, index) => `R${index + 1}`);

describe('prove/rows', () => {
  it('hold every promise once, proven or with the reason why not', () => {
    const ids = [...ROWS, ...GAPS].map(({ id }) => id);

    expect(ids.toSorted(byNumber)).toEqual(ALL);
  });

  it('are all in the registry', () => {
    const files = globSync('prove/rows/*.ts').filter((file) => !file.endsWith('index.ts'));
    const registry = readFileSync('prove/rows/index.ts', 'utf8');

    for (const file of files) expect(registry).toContain(`'./${file.slice('prove/rows/'.length)}'`);
  });

  it('are all tried by a test, with few runs', () => {
    const tests = globSync('test/**/*.test.ts').map((file) => readFileSync(file, 'utf8'));
    const tried = tests.flatMap((text) =>
      [...text.matchAll(/expectProven\((\w+)\)/g)].map(([, name]) => name),
    );
    const registry = readFileSync('prove/rows/index.ts', 'utf8');
    const named = [...registry.matchAll(/^import \{ (\w+) \} from '\.\//gm)].map(([, name]) => name);

    // Those of R18 are tests themselves; for R8 even a few whole mornings take long, `npm run prove -- --quick` lives them.
    expect([...tried, 'staticChecks', 'faults'].toSorted()).toEqual(named.toSorted());
  });
});

function byNumber(a: string, b: string): number {
  return Number(a.slice(1)) - Number(b.slice(1));
}
