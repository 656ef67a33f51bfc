import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const ROWS = readFileSync('docs/security.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| (?!Threat|---)/.test(line));
const PROOF = /`((?:test|scripts)\/[\w./-]+\.ts)` “([^”]+)”/g;

describe('docs/security.md', () => {
  it('names for every threat what stands against it, and a proof', () => {
    expect(ROWS.length).toBeGreaterThan(20);
    for (const row of ROWS) {
      expect(row.split(' | '), row).toHaveLength(3);
      expect(row.match(PROOF)?.length ?? 0, row).toBeGreaterThan(0);
    }
  });

  it('names only tests that there are', () => {
    const named = ROWS.flatMap((row) =>
      [...row.matchAll(PROOF)].map(([, path = '', name = '']) => ({ path, name })),
    );

    expect(named.filter(({ path, name }) => !holds(path, name))).toEqual([]);
  });

  it('separates proofs by line breaks and by nothing else, so that none is overlooked', () => {
    for (const row of ROWS) {
      const proofs = (row.split(' | ')[2] ?? '').replace(/ \|$/, '').split('<br>');
      expect(proofs.filter((proof) => proof.match(PROOF)?.[0] !== proof)).toEqual([]);
    }
  });
});

/** Whether the file has a test, or a denial that is tested, of this name, whole and between quotes. */
function holds(path: string, name: string): boolean {
  if (!existsSync(path)) return false;
  const text = readFileSync(path, 'utf8');
  return [`'${name}'`, `"${name}"`].some((quoted) => text.includes(quoted));
}
