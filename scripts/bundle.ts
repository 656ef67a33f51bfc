import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';
import { directBuiltins } from './direct-builtins.ts';

export interface Bundle {
  readonly name: string;
  readonly metafile: Metafile;
}

/**
 * Bundle one door into `<outDir>/<name>/`: ESM, split, so that every lazy `import()` is a chunk of its own.
 * Source maps go to `<outDir>/maps/<name>/`: the zip stays small, and a stack trace can still be read.
 */
export async function bundle(name: string, outDir: string, plugins: readonly Plugin[] = []): Promise<Bundle> {
  const target = join(outDir, name);
  const { outputFiles, metafile } = await build({
    entryPoints: { index: `functions/${name}.ts` },
    outdir: target,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    splitting: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    conditions: ['module'],
    legalComments: 'none',
    plugins: [directBuiltins, ...plugins],
    sourcemap: 'external',
    metafile: true,
    write: false,
    logLevel: 'error',
  });
  for (const { path, contents } of outputFiles) {
    const isMap = path.endsWith('.map');
    await put(isMap ? join(outDir, 'maps', name, relative(target, path)) : path, contents);
  }
  await put(join(outDir, `${name}.meta.json`), JSON.stringify(metafile));
  return { name, metafile };
}

async function put(path: string, contents: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, contents);
}
