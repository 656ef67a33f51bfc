import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ConfigurationError } from '../shared/domain/errors.ts';
import { installMoto } from './moto/install.ts';
import { type Moto, motoEnvironment, startMoto } from './moto/server.ts';

/** sysexits.h's EX_UNAVAILABLE: tells "there is no Python here" from "a test failed". */
const NOT_AVAILABLE = 69;

/** The tests that need moto, with whatever arguments Vitest is to have besides; gives its exit code. */
async function runTests(moto: Moto, args: readonly string[]): Promise<number> {
  const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
  const child = spawn(process.execPath, [vitest, 'run', '--config', 'test-aws/vitest.config.ts', ...args], {
    stdio: 'inherit',
    env: motoEnvironment(moto),
  });
  // Asked to stop, let the tests stop first: moto goes after them.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal));
  const [code] = await once(child, 'exit');
  return code ?? 1;
}

async function main(): Promise<void> {
  const moto = await startMoto(installMoto());
  try {
    process.exitCode = await runTests(moto, process.argv.slice(2));
  } finally {
    await moto.stop();
  }
}

main().catch((error: unknown) => {
  const isMissing = error instanceof ConfigurationError;
  console.error(isMissing ? `npm run test:aws: ${error.message}` : error);
  process.exitCode = isMissing ? NOT_AVAILABLE : 1;
});
