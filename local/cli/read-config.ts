import type { Config } from '../../shared/domain/config.ts';
import { ConfigurationError } from '../../shared/domain/errors.ts';
import { decodeConfig } from '../../shared/runtime/config/index.ts';
import type { Io } from './io.ts';
import { oneLine, unreadable } from './words.ts';

const DEFAULT_CONFIG = 'watchkeeper.yml';

/** The configuration that is named, else the usual one, else the defaults; or why it cannot be used. */
export async function readConfig(
  named: string | undefined,
  io: Pick<Io, 'readFile'>,
): Promise<Config | string> {
  const file = named ?? DEFAULT_CONFIG;
  try {
    return decodeConfig(await io.readFile(file), oneLine(file));
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    const absent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return named === undefined && absent
      ? decodeConfig('', 'the defaults')
      : `${oneLine(file)}: ${unreadable(error)}`;
  }
}
