import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

interface Import {
  readonly file: string;
  /** A path from the root for files of the house, else the package's name. */
  readonly target: string;
}

const files = globSync('{shared,functions}/**/*.ts', { cwd: ROOT }).sort();
const sources = new Map(files.map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]));
const imports: readonly Import[] = [...sources].flatMap(([file, text]) => importsOf(file, text));

function importsOf(file: string, text: string): Import[] {
  const found = text.matchAll(/(?:from|import\()\s*'([^']+)'/g);
  return [...found].map(([, target = '']) => ({
    file,
    target: target.startsWith('.') ? relative(ROOT, join(ROOT, dirname(file), target)) : target,
  }));
}

const room = (path: string) => path.split('/').slice(0, 2).join('/').replace(/\.ts$/, '');

/** What each room may import of the house, besides itself. Dependencies run downwards only. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'shared/domain': [],
  'shared/signals': ['shared/domain'],
  'shared/causes': ['shared/domain'],
  'shared/guardrails': ['shared/domain'],
  'shared/images': ['shared/domain'],
  'shared/scaling': ['shared/domain'],
  'shared/playbooks': ['shared/domain', 'shared/causes', 'shared/images', 'shared/scaling'],
  'shared/deps': ['shared/domain'],
  'shared/aws': ['shared/domain', 'shared/deps', 'shared/signals'],
  'shared/actions': ['shared/domain', 'shared/deps', 'shared/aws', 'shared/scaling'],
  'shared/ledger': ['shared/domain', 'shared/deps', 'shared/aws'],
  'shared/notify': ['shared/domain', 'shared/deps'],
};

const SDK_ROOMS = ['shared/aws', 'shared/actions', 'shared/ledger', 'shared/notify'];
const isSdk = (target: string) => target.startsWith('@aws-sdk/') || target.startsWith('@slack/');

describe('the house', () => {
  it.each(Object.entries(MAY_IMPORT))('%s imports only what lies below it', (name, allowed) => {
    const inside = imports.filter(
      ({ file, target }) => room(file) === name && /^(shared|functions|local)\//.test(target),
    );
    const strange = inside.filter(({ target }) => ![name, ...allowed].includes(room(target)));

    expect(strange).toEqual([]);
  });

  it('lets only the rooms at its edge use an SDK', () => {
    const outside = imports.filter(({ file, target }) => isSdk(target) && !SDK_ROOMS.includes(room(file)));

    expect(outside).toEqual([]);
  });

  it('imports nothing that simulates', () => {
    expect(imports.filter(({ target }) => /^(local|test|bench|scripts)\//.test(target))).toEqual([]);
  });

  it('reads the environment, the clock and chance in shared/runtime only', () => {
    const reads = /process\.env|new Date\(\)|Date\.now\(\)|Math\.random\(/;
    const readers = [...sources].filter(
      ([file, text]) => room(file) !== 'shared/runtime' && reads.test(text),
    );

    expect(readers.map(([file]) => file)).toEqual([]);
  });

  it('lets only the executors write to the fleet', () => {
    const write =
      /\b(RunTask|UpdateService|StopTask|UpdateCapacityProvider|PutClusterCapacityProviders)Command\b/;
    const writers = [...sources].filter(([, text]) => write.test(text)).map(([file]) => room(file));

    expect(new Set(writers)).toEqual(new Set(['shared/actions', 'shared/aws']));
    expect(
      imports.filter(
        ({ file, target }) => target.startsWith('shared/actions') && file.startsWith('shared/playbooks'),
      ),
    ).toEqual([]);
  });

  it('keeps doors small, with the handler as their only export', () => {
    for (const [file, text] of [...sources].filter(([name]) => name.startsWith('functions/'))) {
      expect(text.match(/^export .*/gm), file).toEqual([expect.stringMatching(/^export const handler = /)]);
      expect(text.split('\n').length, file).toBeLessThanOrEqual(30);
    }
  });

  it('keeps its rooms small', () => {
    const long = [...sources].filter(([, text]) => text.split('\n').length > 200).map(([file]) => file);

    expect(long).toEqual([]);
  });
});
