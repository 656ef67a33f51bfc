import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigurationError } from '../shared/domain/errors.ts';
import { decodeConfig } from '../shared/runtime/config/index.ts';
import { type Bundle, bundle } from './bundle.ts';
import { bundleSize, sizeTable, startContents } from './bundle-size.ts';
import { schemasDecoded } from './schemas-decoded.ts';

/** One bundle per door. */
export const FUNCTIONS = [
  'ecs-events',
  'respond',
  'ecr-events',
  'respond-ecr',
  'scaling-events',
  'respond-scaling',
  'slack',
] as const;

/** The doors that act by the configuration; a click needs none of it. */
const CONFIGURED: readonly string[] = FUNCTIONS.filter((name) => name !== 'slack');

export interface BuildOptions {
  readonly outDir: string;
  readonly configFile: string;
}

/**
 * Build every function from scratch, with the decoded configuration beside those that need it.
 * @throws ConfigurationError that lists every problem of the configuration, before anything is built.
 */
export async function buildAll({ outDir, configFile }: BuildOptions): Promise<readonly Bundle[]> {
  const config = decodeConfig(await readConfig(configFile), configFile);
  await rm(outDir, { recursive: true, force: true });
  const bundles = await Promise.all(
    FUNCTIONS.map((name) => bundle(name, outDir, CONFIGURED.includes(name) ? [schemasDecoded] : [])),
  );
  for (const name of CONFIGURED) await putJson(join(outDir, name, 'config.json'), config);
  return bundles;
}

async function readConfig(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new ConfigurationError(`${file} cannot be read: name the file with --config.`, { cause });
  }
}

async function putJson(path: string, value: unknown): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, JSON.stringify(value));
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { config: { type: 'string', default: 'watchkeeper.yml' }, contents: { type: 'boolean' } },
  });
  const bundles = await buildAll({ outDir: 'dist', configFile: values.config });
  console.log(sizeTable(bundles.map(bundleSize)));
  if (values.contents) for (const made of bundles) console.log(made.name, startContents(made).slice(0, 15));
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    console.error(error instanceof ConfigurationError ? error.message : error);
    process.exitCode = 1;
  });
}
