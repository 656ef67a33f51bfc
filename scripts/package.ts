import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigurationError } from '../shared/domain/errors.ts';
import { buildAll } from './build.ts';
import { bundleSize, sizeTable } from './bundle-size.ts';
import { writeSbom } from './sbom.ts';

export interface PackageOptions {
  readonly stage: string;
  /** The folder with `serverless.yml` and the built `dist/`. */
  readonly folder: string;
  /** Where the zips and the template go; relative to `folder`. */
  readonly outDir: string;
  /** As `--param` takes them: `clusters=prod-*`. */
  readonly params?: readonly string[];
}

/**
 * Turn what was built into zips and a CloudFormation template. It runs without the caller's environment, so
 * that no credentials, profile or proxy can leak in: packaging needs no network.
 * @throws Error with the CLI's own words when it fails.
 */
export function packageStack({ stage, folder, outDir, params = [] }: PackageOptions): void {
  const manifest = createRequire(import.meta.url).resolve('serverless/package.json');
  const cli = join(dirname(manifest), 'bin/serverless.js');
  const given = params.map((param) => `--param=${param}`);
  const args = [cli, 'package', '--stage', stage, '--package', outDir, ...given];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { CI: '1', SLS_SCHEMA_CACHE_BASE_DIR: resolve('node_modules/.cache') },
  });
  if (status !== 0) throw new Error(`Packaging stage "${stage}" failed:\n${stdout}\n${stderr}`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      stage: { type: 'string', default: 'dev' },
      config: { type: 'string', default: 'watchkeeper.yml' },
    },
  });
  const bundles = await buildAll({ outDir: 'dist', configFile: values.config });
  packageStack({ stage: values.stage, folder: '.', outDir: '.serverless' });
  writeSbom('.serverless/sbom.cdx.json');
  console.log(sizeTable(bundles.map(bundleSize)));
  console.log(
    `\nStage "${values.stage}" is packaged: .serverless/ holds the zips, the template and the bill of materials.`,
  );
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    console.error(error instanceof ConfigurationError ? error.message : error);
    process.exitCode = 1;
  });
}
