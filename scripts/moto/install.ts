import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigurationError } from '../../shared/domain/errors.ts';

/** Its virtual environment: in the checkout, and not in git. */
const FOLDER = fileURLToPath(new URL('../../.cache/moto', import.meta.url));
const REQUIREMENTS = fileURLToPath(new URL('requirements.txt', import.meta.url));
/** What was installed, written last: without it, or with another text, the environment is made anew. */
const STAMP = join(FOLDER, 'installed.txt');
const PYTHON = join(FOLDER, 'bin', 'python');
/** What the pinned packages ask for. */
const OLDEST = [3, 11] as const;

/**
 * The Python that has moto: installs it from PyPI if it is not there yet.
 * @throws ConfigurationError with one line that says what is missing.
 */
export function installMoto(): string {
  const wanted = readFileSync(REQUIREMENTS, 'utf8');
  if (existsSync(PYTHON) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return PYTHON;
  checkPython();
  console.log('Installing moto from PyPI, once …');
  mkdirSync(FOLDER, { recursive: true });
  run('python3', ['-m', 'venv', '--clear', FOLDER], 'Python has no venv: install it (Debian: python3-venv)');
  run(
    PYTHON,
    ['-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check', '-r', REQUIREMENTS],
    'moto could not be installed: is PyPI in reach?',
  );
  writeFileSync(STAMP, wanted);
  return PYTHON;
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
