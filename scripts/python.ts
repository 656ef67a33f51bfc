import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from '../shared/domain/errors.ts';

/** What the pinned packages ask for. */
const OLDEST = [3, 11] as const;

/** Packages from PyPI, and the virtual environment of their own that they go into. */
export interface PythonPackages {
  readonly name: string;
  /** A requirements file, every version in it exact. */
  readonly requirements: string;
  readonly folder: string;
}

/**
 * The Python that has these packages: installs them if they are not there yet.
 * @throws ConfigurationError with one line that says what is missing.
 */
export function pythonWith({ name, requirements, folder }: PythonPackages): string {
  const python = join(folder, 'bin', 'python');
  // Written last: without it, or with another text in it, the environment is made anew.
  const stamp = join(folder, 'installed.txt');
  const wanted = readFileSync(requirements, 'utf8');
  if (existsSync(python) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return python;
  checkPython();
  console.log(`Installing ${name} from PyPI, once …`);
  mkdirSync(folder, { recursive: true });
  run('python3', ['-m', 'venv', '--clear', folder], 'Python has no venv: install it (Debian: python3-venv)');
  run(
    python,
    ['-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check', '-r', requirements],
    `${name} could not be installed: is PyPI in reach?`,
  );
  writeFileSync(stamp, wanted);
  return python;
}

function checkPython(): void {
  const needed = `install Python ${OLDEST.join('.')} or newer with venv and pip, as python3 on the PATH`;
  const asked = spawnSync('python3', ['-c', 'import sys; print(*sys.version_info[:2])'], {
    encoding: 'utf8',
  });
  if (asked.status !== 0) throw new ConfigurationError(`python3 is missing: ${needed}`);
  const [major = 0, minor = 0] = asked.stdout.trim().split(' ').map(Number);
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
    throw new ConfigurationError(`python3 is ${major}.${minor}, which is too old: ${needed}`);
  }
}

function run(command: string, args: readonly string[], trouble: string): void {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status === 0) return;
  const said = `${stdout}\n${stderr}`.trim().split('\n').at(-1);
  throw new ConfigurationError(`${trouble} (${said})`);
}
