import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAll } from './build.ts';
import { type BundleSize, bundleSize } from './bundle-size.ts';
import { packageStack } from './package.ts';
import { readTemplate, type Template } from './template.ts';

/** Everything as it would be deployed as stage `prod`, in a folder of its own. */
export interface Stack {
  readonly folder: string;
  readonly template: Template;
  readonly sizes: readonly BundleSize[];
}

/** Build and package, offline, into a temporary folder: some seconds, so once per test file. */
export async function packagedStack(configFile = 'watchkeeper.yml'): Promise<Stack> {
  const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-stack-'));
  const bundles = await buildAll({ outDir: join(folder, 'dist'), configFile });
  cpSync('serverless.yml', join(folder, 'serverless.yml'));
  packageStack({ stage: 'prod', folder, outDir: 'package' });
  return { folder, template: readTemplate(join(folder, 'package')), sizes: bundles.map(bundleSize) };
}
