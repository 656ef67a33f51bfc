import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { packagedStack } from '../../scripts/stack.ts';
import { unzip } from '../../test/support/unzip.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where `package/` holds the template and `unzipped/<function>/` what Lambda would unpack. */
    readonly stackFolder: string;
  }
}

export const CONFIG_FILE = 'test-artifact/watchkeeper.yml';

let folder = '';

/** Package once for all files of the suite. */
export async function setup({ provide }: TestProject): Promise<void> {
  const stack = await packagedStack(CONFIG_FILE);
  folder = stack.folder;
  for (const { name } of stack.sizes) {
    unzip(join(folder, 'package', `${name}.zip`), join(folder, 'unzipped', name));
  }
  provide('stackFolder', folder);
}

export function teardown(): void {
  rmSync(folder, { recursive: true });
}
