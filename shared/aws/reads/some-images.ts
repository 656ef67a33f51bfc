import type { Image } from '../../domain/image.ts';
import { hasName } from '../failures.ts';
import { type Reading, read } from '../read.ts';

/**
 * These images of a repository as they are now; those that are gone are left out, and none is there when the
 * repository is. ECR refuses the whole call when one of the images is gone: then each half is asked for.
 */
export async function readSome<Id>(
  reading: Reading,
  ids: readonly Id[],
  describe: (ids: Id[]) => Promise<readonly Image[]>,
): Promise<readonly Image[]> {
  try {
    return await describe([...ids]);
  } catch (error) {
    if (hasName(error, 'RepositoryNotFoundException')) return [];
    if (!hasName(error, 'ImageNotFoundException')) return read(reading, () => Promise.reject(error));
    if (ids.length <= 1) return [];
    const half = Math.ceil(ids.length / 2);
    const first = await readSome(reading, ids.slice(0, half), describe);
    return [...first, ...(await readSome(reading, ids.slice(half), describe))];
  }
}
