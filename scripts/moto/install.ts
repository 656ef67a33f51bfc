import { fileURLToPath } from 'node:url';
import { pythonWith } from '../python.ts';

/** In the checkout, and not in git. */
const FOLDER = fileURLToPath(new URL('../../.cache/moto', import.meta.url));
const REQUIREMENTS = fileURLToPath(new URL('requirements.txt', import.meta.url));

/**
 * The Python that has moto: installs it from PyPI if it is not there yet.
 * @throws ConfigurationError with one line that says what is missing.
 */
export function installMoto(folder = FOLDER): string {
  return pythonWith({ name: 'moto', requirements: REQUIREMENTS, folder });
}
