import type { Kept } from '../domain/image-plan.ts';
import type { Relations } from './relations.ts';

/**
 * Everything that is kept with what is kept for its own sake. What an image hangs on is kept whole: the indexes that
 * list it and its subject, and theirs; then all that they list, and all that refers to any of it. A sibling that is
 * kept in this way does not keep the other indexes that list it: they may go without it.
 */
export function wholeFamilies(
  own: ReadonlyMap<string, Kept>,
  relations: Relations,
): ReadonlyMap<string, Kept> {
  return spread(spread(own, relations.parents), relations.dependents);
}

/** Begins in the order of the digests, so that an image names the same relative however ECR listed them. */
function spread(
  from: ReadonlyMap<string, Kept>,
  links: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, Kept> {
  const reached = new Map(from);
  const queue = [...links.keys()].filter((digest) => from.has(digest)).sort();
  for (const digest of queue) {
    const why = reached.get(digest);
    for (const next of links.get(digest) ?? []) {
      if (why === undefined || reached.has(next)) continue;
      reached.set(next, { via: digest, ...why });
      queue.push(next);
    }
  }
  return reached;
}
