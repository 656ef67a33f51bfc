import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'esbuild';
import { buildAll } from '../scripts/build.ts';
import { bundle } from '../scripts/bundle.ts';
import { type BundleSize, bundleSize } from '../scripts/bundle-size.ts';

/** The doors, and what they are compared with, all built with the same settings. */
const BASELINES = {
  empty: 'bench/handlers/empty.ts',
  'one-write': 'bench/handlers/one-write.ts',
  powertools: 'bench/handlers/powertools.ts',
};

export interface Size extends BundleSize {
  /** Bytes of the entry chunk, and of all chunks together, each gzipped. */
  readonly entryGzip: number;
  readonly totalGzip: number;
}

export interface Built {
  readonly bootstrap: string;
  /** The entry of a bundle. */
  file(name: string): string;
  readonly sizes: readonly Size[];
}

/** Build everything that is measured into `outDir`. */
export async function buildBundles(outDir: string): Promise<Built> {
  const doors = await buildAll({ outDir, configFile: 'bench/watchkeeper.yml' });
  const others = [];
  for (const [name, source] of Object.entries(BASELINES)) {
    others.push(await bundle(name, outDir, [entryFrom(source)]));
  }
  await bundle('bootstrap', outDir, [entryFrom('local/lambda/bootstrap.ts')]);
  const file = (name: string) => join(outDir, name, 'index.mjs');
  const sizes = [...doors, ...others].map(async (made) => ({
    ...bundleSize(made),
    ...(await gzipped(join(outDir, made.name))),
  }));
  return { bootstrap: file('bootstrap'), file, sizes: await Promise.all(sizes) };
}

/** The bundler builds doors of `functions/`; this has it take another file in the door's place. */
export function entryFrom(source: string): Plugin {
  return {
    name: 'entry-from',
    setup(build) {
      build.onResolve({ filter: /^functions\// }, () => ({ path: join(process.cwd(), source) }));
    },
  };
}

async function gzipped(folder: string): Promise<Pick<Size, 'entryGzip' | 'totalGzip'>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.mjs'));
  const sizes = new Map<string, number>();
  for (const name of names) sizes.set(name, gzipSync(await readFile(join(folder, name))).length);
  const totalGzip = [...sizes.values()].reduce((total, size) => total + size, 0);
  return { entryGzip: sizes.get('index.mjs') ?? 0, totalGzip };
}
