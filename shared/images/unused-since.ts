import type { ImagePlan } from '../domain/image-plan.ts';

/**
 * What to remember for the next look at a registry without an archive: since when each image is known to be unused. An
 * image that is wanted again is forgotten, and starts anew; a plan that was held back proves nothing new. `now` in ms.
 */
export function unusedSince(
  before: ReadonlyMap<string, string>,
  plan: ImagePlan,
  now: number,
): ReadonlyMap<string, string> {
  const { held } = plan;
  if (held !== undefined) {
    return new Map([...before].filter(([digest]) => plan.kept.get(digest)?.code === held.code));
  }
  const today = new Date(now).toISOString();
  return new Map([...plan.unused].map((digest) => [digest, before.get(digest) ?? today]));
}
