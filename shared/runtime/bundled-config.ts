import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config } from '../domain/config.ts';
import { ConfigurationError } from '../domain/errors.ts';
import { deepFreeze } from './config/deep-freeze.ts';
import type { TriageEnvironment } from './environment.ts';

/**
 * The configuration that the build decoded from watchkeeper.yml and put beside the bundle. It was checked
 * there, key by key; here it is only read.
 * @throws ConfigurationError when the file is not there or not JSON.
 */
export function readBundledConfig(environment: Pick<TriageEnvironment, 'taskRoot' | 'configFile'>): Config {
  const file = resolve(environment.taskRoot, environment.configFile);
  try {
    return deepFreeze(JSON.parse(readFileSync(file, 'utf8')) as Config);
  } catch (cause) {
    throw new ConfigurationError(`${file} cannot be read: run "npm run build" and deploy again.`, { cause });
  }
}
