import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FUNCTIONS } from '../../../scripts/build.ts';
import { readSbom } from '../../../scripts/sbom.ts';
import type { Stack } from '../../../scripts/stack.ts';

export function checkBill({ folder }: Stack): void {
  const listed = new Set(readSbom().components.map(({ name }) => name));

  it.each(FUNCTIONS)('every package that is bundled into %s stands in it', (name) => {
    const bundled = packagesIn(join(folder, 'dist', `${name}.meta.json`));

    expect(bundled.length).toBeGreaterThan(5);
    expect(bundled.filter((one) => !listed.has(one))).toEqual([]);
  });
}

/** The packages whose code went into a bundle, by esbuild's own account. */
function packagesIn(metafile: string): readonly string[] {
  const { inputs } = JSON.parse(readFileSync(metafile, 'utf8'));
  const names = Object.keys(inputs).map((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]);
  return [...new Set(names)].filter((one) => one !== undefined);
}
