import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pythonWith } from '../../scripts/python.ts';
import { ConfigurationError } from '../../shared/domain/errors.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchkeeper-python-'));
  mkdirSync(join(folder, 'path'));
  vi.stubEnv('PATH', join(folder, 'path'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** A python3 that knows its version, and does this with everything else. */
function putPython(version: string, otherwise: string): void {
  const python = join(folder, 'path', 'python3');
  writeFileSync(python, `#!/bin/sh\nif [ "$1" = -c ]; then echo ${version}; exit 0; fi\n${otherwise}\n`);
  chmodSync(python, 0o755);
}

/** The packages of a file that nobody gets to read. */
function install(): string {
  const requirements = join(folder, 'requirements.txt');
  writeFileSync(requirements, 'moto==1\n');
  return pythonWith({ name: 'moto', requirements, folder: join(folder, 'venv') });
}

describe('scripts/python', () => {
  it('says in one line what to install where there is no Python', () => {
    expect(install).toThrow(
      new ConfigurationError(
        'python3 is missing: install Python 3.11 or newer with venv and pip, as python3 on the PATH',
      ),
    );
  });

  it('says which Python is too old', () => {
    putPython('3 10', 'exit 0');

    expect(install).toThrow(/^python3 is 3\.10, which is too old: install/);
  });

  it('passes on the last line of what went wrong', () => {
    putPython('3 12', 'echo first; echo "No module named venv" >&2; exit 1');

    expect(install).toThrow('Python has no venv: install it (Debian: python3-venv) (No module named venv)');
  });

  it('begins anew after an install that did not come to its end', () => {
    // `python3 -m venv --clear <folder>` makes a Python that can install nothing.
    const python = '"$4/bin/python"';
    putPython('3 12', `/bin/mkdir -p "$4/bin"; echo '#!/bin/false' > ${python}; /bin/chmod +x ${python}`);

    for (const _time of ['first', 'second']) {
      expect(install).toThrow(/^moto could not be installed: is PyPI in reach/);
    }
  });
});
