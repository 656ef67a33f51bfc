import { hasName } from '../failures.ts';
import { type Reading, read } from '../read.ts';

/** Does a read; undefined when AWS answers with one of these errors, because what is read is not there. */
export async function readUnless<Answer>(
  reading: Reading,
  missing: readonly string[],
  send: () => Promise<Answer>,
): Promise<Answer | undefined> {
  return read(reading, async () => {
    try {
      return await send();
    } catch (error) {
      if (hasName(error, ...missing)) return undefined;
      throw error;
    }
  });
}
